"""aiosmtpd with STARTTLS and with implicit TLS; both ask for a login.

usage: aiosmtpd_server.py MAIL-DIRECTORY PORT IMPLICIT-PORT
"""
import asyncio
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

MAIL, PORT, IMPLICIT_PORT = sys.argv[1:]
HOST, DOMAIN = os.environ["MAILHOST"], os.environ["DOMAIN"]
with open(os.environ["ACCOUNTS"], encoding="utf-8") as file:
    PASSWORDS = dict(line.rstrip("\n").encode().split(b"\t")[1:]
                     for line in file)


class Handler:
    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        user, _, domain = address.partition("@")
        if domain == DOMAIN and user not in ("probe", "other"):
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        for number, address in enumerate(envelope.rcpt_tos):
            box = os.path.join(MAIL, address.partition("@")[0], "new")
            os.makedirs(box, exist_ok=True)
            name = os.path.join(box, f"{id(envelope)}-{number}")
            with open(name, "wb") as message:
                message.write(envelope.content.replace(b"\r\n", b"\n"))
        return "250 OK"


def authenticate(_server, _session, _envelope, _mechanism, data):
    good = (isinstance(data, LoginPassword)
            and PASSWORDS.get(data.login) == data.password)
    return AuthResult(success=good, handled=False)


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(os.environ["PKI"], "good.pem"))
    common = {"hostname": HOST, "authenticator": authenticate,
              "auth_required": True, "data_size_limit": 65536,
              "enable_SMTPUTF8": True}

    def starttls():
        return SMTP(Handler(), tls_context=context, require_starttls=True,
                    **common)

    def implicit():
        return SMTP(Handler(), auth_require_tls=False, **common)

    loop = asyncio.get_running_loop()
    await loop.create_server(starttls, "127.0.0.1", int(PORT))
    await loop.create_server(implicit, "127.0.0.1", int(IMPLICIT_PORT),
                             ssl=context)
    await asyncio.Event().wait()


asyncio.run(main())
