"""The whole life of a chat through Microsoft's Python SDK: `scenario.py sync|async CONNECTION_STRING`."""

import asyncio
import base64
import importlib
import inspect
import json
import sys
from datetime import datetime, timedelta, timezone

from azure.communication.chat import ChatMessageType, ChatParticipant, CommunicationUserIdentifier
from azure.core.exceptions import HttpResponseError

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
STRANGER = "8:acs:00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000000"


class Sdk:
    """One half of the SDK: the synchronous clients speak through requests, the asynchronous ones through aiohttp."""

    def __init__(self, mode):
        suffix = ".aio" if mode == "async" else ""
        self.chat = importlib.import_module("azure.communication.chat" + suffix)
        self.identity = importlib.import_module("azure.communication.identity" + suffix)
        self.opened = []

    def identity_client(self, connection_string):
        client = self.identity.CommunicationIdentityClient.from_connection_string(connection_string)
        return self.open(client)

    def chat_client(self, endpoint, token):
        credential = self.chat.CommunicationTokenCredential(token)
        return self.open(self.chat.ChatClient(endpoint, credential))

    def open(self, client):
        self.opened.append(client)
        return client

    async def close(self):
        """The asynchronous clients warn of connections that are left open."""
        for client in self.opened:
            # The synchronous identity client is the only one that cannot be closed.
            if hasattr(client, "close"):
                await answer(client.close())


class User:
    """Somebody signed in: each thread client has connections of its own, so each is opened through the SDK."""

    def __init__(self, sdk, name, identifier, chat):
        self.sdk = sdk
        self.name = name
        self.identifier = identifier
        self.id = identifier.raw_id
        self.chat = chat

    def thread(self, thread_id):
        return self.sdk.open(self.chat.get_chat_thread_client(thread_id))

    def participant(self, **options):
        return ChatParticipant(identifier=self.identifier, display_name=self.name, **options)


# Both halves of the SDK go through the one scenario below: these three take an answer of either.


async def answer(value):
    """What a call returns, at once or in the end."""
    return await value if inspect.isawaitable(value) else value


async def items(paged):
    """Everything in a list."""
    if hasattr(paged, "__aiter__"):
        return [item async for item in paged]
    return list(paged)


async def pages(paged):
    """The pages of a list; a list that never ends is an error, and not a scenario that takes too long."""
    found = []
    by_page = paged.by_page()
    if hasattr(by_page, "__aiter__"):
        async for page in by_page:
            found.append([item async for item in page])
            assert len(found) <= 100, "Paging does not end."
    else:
        for page in by_page:
            found.append(list(page))
            assert len(found) <= 100, "Paging does not end."
    return found


async def refusal(call):
    """The status with which the service refuses a call; none when it does not."""
    try:
        await answer(call())
        return None
    except HttpResponseError as error:
        return error.status_code


def equal(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def ids(participants):
    return [participant.identifier.raw_id for participant in participants]


def message_page_sizes(total, size):
    """Lists of messages hand out a next link with every full page, so a full last page is followed by an empty one."""
    return [size] * (total // size) + [total % size]


def claims(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def seconds(milliseconds):
    """The time of a message id or version, cut to seconds as the service cuts it."""
    return datetime.fromtimestamp(int(milliseconds) // 1000, timezone.utc)


async def newest(thread):
    return (await items(thread.list_messages()))[0]


async def run(sdk, connection_string):
    endpoint = connection_string.split(";")[0].removeprefix("endpoint=")
    identity = sdk.identity_client(connection_string)

    async def join(name):
        identifier, access = await answer(identity.create_user_and_token(["chat"]))
        return User(sdk, name, identifier, sdk.chat_client(endpoint, access.token))

    await issue_and_revoke(sdk, identity, connection_string, endpoint)
    users = [await join(name) for name in ("Alice", "Bob", "Carol", "Dave", "Erin", "Stranger")]
    alice, bob, carol, dave, erin, stranger = users
    thread = await create_threads(alice, bob, stranger)
    await list_threads(erin)
    hello, last = await exchange_messages(thread, alice, bob)
    await change_participants(thread, alice, bob, carol, dave, erin)
    await send_typing_and_receipts(thread, alice, bob, hello, last)
    await delete_thread(thread, alice)
    await sdk.close()


async def issue_and_revoke(sdk, identity, connection_string, endpoint):
    user = await answer(identity.create_user())
    assert user.raw_id.startswith("8:acs:"), user.raw_id
    for scopes, expected in ((["chat"], "chat"), (["chat", "voip"], "chat,voip")):
        access = await answer(identity.get_token(user, scopes))
        issued = claims(access.token)
        equal("8:" + issued["skypeid"], user.raw_id)
        equal(issued["acsScope"], expected)
        equal(issued["exp"] - issued["iat"], 24 * 60 * 60)
    access = await answer(identity.get_token(user, ["chat"], token_expires_in=timedelta(hours=1)))
    equal(claims(access.token)["exp"] - claims(access.token)["iat"], 60 * 60)

    async def chat_status(token):
        chat = sdk.chat_client(endpoint, token)
        return await refusal(lambda: items(chat.list_chat_threads()))

    equal(await chat_status(access.token), None)
    await answer(identity.revoke_tokens(user))
    equal(await chat_status(access.token), 401)
    access = await answer(identity.get_token(user, ["chat"]))
    equal(await chat_status(access.token), None)
    await answer(identity.delete_user(user))
    equal(await chat_status(access.token), 401)

    equal(await refusal(lambda: identity.delete_user(CommunicationUserIdentifier(STRANGER))), 401)
    equal(await refusal(lambda: identity.get_token(CommunicationUserIdentifier(STRANGER), ["chat"])), 401)
    wrong_key = connection_string.split("accesskey=")[0] + "accesskey=d3Jvbmcga2V5"
    impostor = sdk.identity_client(wrong_key)
    equal(await refusal(impostor.create_user), 401)


async def create_threads(alice, bob, stranger):
    async def create():
        return await answer(
            alice.chat.create_chat_thread(
                "Lunch", thread_participants=[bob.participant()], idempotency_token="lunch"
            )
        )

    created = await create()
    assert not created.errors, created.errors
    equal(created.chat_thread.topic, "Lunch")
    equal(created.chat_thread.created_by.raw_id, alice.id)
    equal((await create()).chat_thread.id, created.chat_thread.id)

    thread = alice.thread(created.chat_thread.id)
    topic, added = await items(thread.list_messages())
    equal((topic.type, topic.content.topic), (ChatMessageType.TOPIC_UPDATED, "Lunch"))
    equal(topic.content.initiator.raw_id, alice.id)
    equal((topic.sequence_id, added.sequence_id), ("2", "1"))
    equal(added.type, ChatMessageType.PARTICIPANT_ADDED)
    equal(set(ids(added.content.participants)), {alice.id, bob.id})

    await answer(thread.update_topic("Dinner"))
    seen = await answer(bob.thread(thread.thread_id).get_properties())
    equal((seen.topic, seen.created_by.raw_id), ("Dinner", alice.id))
    told = await newest(thread)
    equal((told.type, told.content.topic), (ChatMessageType.TOPIC_UPDATED, "Dinner"))

    closed = stranger.thread(thread.thread_id)
    equal(await refusal(closed.get_properties), 403)
    unknown = alice.thread("19:" + "0" * 32 + "@thread.v2")
    equal(await refusal(unknown.get_properties), 404)
    return thread


async def list_threads(erin):
    for topic in ("One", "Two", "Three"):
        await answer(erin.chat.create_chat_thread(topic))
    equal([thread.topic for thread in await items(erin.chat.list_chat_threads())], ["Three", "Two", "One"])
    found = await pages(erin.chat.list_chat_threads(results_per_page=2))
    equal([len(page) for page in found], [2, 1])
    await answer(erin.chat.create_chat_thread("Four"))
    found = await pages(erin.chat.list_chat_threads(results_per_page=2))
    equal([[thread.topic for thread in page] for page in found], [["Four", "Three"], ["Two", "One"]])


async def exchange_messages(thread, alice, bob):
    bobs = bob.thread(thread.thread_id)

    sent = await answer(thread.send_message("Hello <b>Bob</b> & café ☕", sender_display_name="Alice"))
    hello = await answer(bobs.get_message(sent.id))
    equal((hello.id, hello.type), (sent.id, ChatMessageType.TEXT))
    equal(hello.content.message, "Hello <b>Bob</b> & café ☕")
    equal((hello.sender.raw_id, hello.sender_display_name), (alice.id, "Alice"))
    equal((hello.version, hello.created_on), (hello.id, seconds(hello.id)))
    equal((hello.edited_on, hello.deleted_on), (None, None))

    sent = await answer(bobs.send_message("<div>test</div>", chat_message_type="html"))
    reply = await answer(thread.get_message(sent.id))
    equal((reply.type, reply.content.message), (ChatMessageType.HTML, "<div>test</div>"))
    equal((reply.sender.raw_id, reply.sender_display_name), (bob.id, ""))

    sent = await answer(thread.send_message("Tagged", metadata={"deliveryMode": "slow", "tags": "first"}))
    await answer(thread.update_message(sent.id, metadata={"tags": ""}))
    tagged = await answer(thread.get_message(sent.id))
    equal((tagged.content.message, tagged.metadata), ("Tagged", {"deliveryMode": "slow"}))

    await answer(thread.update_message(hello.id, "Good evening"))
    edited = await newest(thread)
    equal((edited.id, edited.content.message), (hello.id, "Good evening"))
    equal((edited.created_on, edited.edited_on), (hello.created_on, seconds(edited.version)))
    assert int(edited.version) > int(hello.version), edited.version
    assert int(edited.sequence_id) > int(hello.sequence_id), edited.sequence_id

    equal(await refusal(lambda: thread.delete_message(reply.id)), 403)
    await answer(bobs.delete_message(reply.id))
    deleted = await newest(thread)
    equal((deleted.id, deleted.content.message, deleted.edited_on), (reply.id, "", None))
    equal((deleted.created_on, deleted.deleted_on), (reply.created_on, seconds(deleted.version)))
    equal(await refusal(lambda: thread.get_message("invalid_chat_message_id")), 400)

    for number in range(1, 10):
        last = (await answer(thread.send_message(f"Message {number}"))).id
    messages = await items(thread.list_messages())
    equal(messages[0].id, last)
    versions = [int(message.version) for message in messages]
    equal(versions, sorted(versions, reverse=True))
    numbers = [int(message.sequence_id) for message in messages]
    equal(numbers, sorted(numbers, reverse=True))
    found = await pages(thread.list_messages())
    equal([len(page) for page in found], message_page_sizes(len(messages), 10))
    for size in (1, 4, 5):
        found = await pages(thread.list_messages(results_per_page=size, start_time=EPOCH))
        equal([len(page) for page in found], message_page_sizes(len(messages), size))
        equal([message.id for page in found for message in page], [message.id for message in messages])
    for message in messages:
        assert message.content is not None, message.id
    return hello.id, last


async def change_participants(thread, alice, bob, carol, dave, erin):
    history = datetime(2020, 5, 26, 18, 6, 6, tzinfo=timezone.utc)
    joining = [carol.participant(share_history_time=history), dave.participant(), erin.participant()]
    equal(await answer(thread.add_participants(joining)), [])
    people = await items(thread.list_participants())
    equal(set(ids(people[:2])), {alice.id, bob.id})
    equal(ids(people[2:]), [carol.id, dave.id, erin.id])
    equal((people[2].display_name, people[2].share_history_time), ("Carol", history))
    equal((people[3].display_name, people[3].share_history_time), ("Dave", EPOCH))
    told = await newest(thread)
    equal(told.type, ChatMessageType.PARTICIPANT_ADDED)
    equal(ids(told.content.participants), [carol.id, dave.id, erin.id])

    found = await pages(thread.list_participants(results_per_page=2))
    equal([len(page) for page in found], [2, 2, 1])
    rest = await items(thread.list_participants(results_per_page=2, skip=3))
    equal(ids(rest), ids(people[3:]))

    await answer(thread.remove_participant(carol.identifier))
    equal(len(await items(thread.list_participants())), 4)
    told = await newest(thread)
    equal(told.type, ChatMessageType.PARTICIPANT_REMOVED)
    equal(ids(told.content.participants), [carol.id])
    equal(told.content.initiator.raw_id, alice.id)
    hers = carol.thread(thread.thread_id)
    equal(await refusal(lambda: hers.send_message("Wait")), 403)
    nobody = ChatParticipant(identifier=CommunicationUserIdentifier("8:acs:invalidUserId"))
    equal(await refusal(lambda: thread.add_participants([nobody])), 400)


async def send_typing_and_receipts(thread, alice, bob, hello, last):
    bobs = bob.thread(thread.thread_id)
    await answer(bobs.send_typing_notification())
    await answer(bobs.send_typing_notification(sender_display_name="Bob"))
    for reader, message in ((bobs, hello), (bobs, last), (thread, last)):
        await answer(reader.send_read_receipt(message))
    receipts = await items(thread.list_read_receipts())
    equal(
        sorted((receipt.sender.raw_id, receipt.chat_message_id) for receipt in receipts),
        sorted([(alice.id, last), (bob.id, last)]),
    )
    found = await pages(thread.list_read_receipts(results_per_page=1))
    equal([len(page) for page in found], [1, 1])


async def delete_thread(thread, alice):
    await answer(alice.chat.delete_chat_thread(thread.thread_id))
    await answer(alice.chat.delete_chat_thread(thread.thread_id))
    listed = {item.id: item for item in await items(alice.chat.list_chat_threads())}
    assert listed[thread.thread_id].deleted_on is not None
    equal(await refusal(thread.get_properties), 404)


if __name__ == "__main__":
    asyncio.run(run(Sdk(sys.argv[1]), sys.argv[2]))
