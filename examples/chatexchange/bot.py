"""A bot that listens to the Sandbox and answers !!/roll; stops after its answer has come back."""

import os
import threading

import chatexchange
from chatexchange import events

EMAIL = os.environ.get("ChatExchangeU", "bot@example.com")
PASSWORD = os.environ.get("ChatExchangeP", "secret")

done = threading.Event()
asked = threading.Event()


def on_event(event, client):
    if not isinstance(event, (events.MessagePosted, events.UserMentioned, events.MessageReply)):
        return
    print("%s: %s" % (type(event).__name__, event.message.text_content))
    if not isinstance(event, events.MessagePosted):
        return
    if "!!/roll" in event.content:
        event.message.reply("4")
    elif event.content == "hello, world":
        asked.set()
    else:
        done.set()


bot = chatexchange.Client("stackexchange.com", EMAIL, PASSWORD)
alice = chatexchange.Client("stackexchange.com", "alice@example.com", "secret")
try:
    room = bot.get_room(1)
    room.join()
    print("%s is in %s." % (bot.get_me().name, room.name))
    room.watch_socket(on_event)
    room.send_message("hello, world")
    asked.wait(60)
    alice.get_room(1).send_message("@Bot !!/roll")
    done.wait(60)
finally:
    alice.logout()
    bot.logout()
