// Three listeners: AUTH after STARTTLS only, implicit TLS, and no TLS.
// usage: smtp-server.js MAIL-DIRECTORY PORT IMPLICIT-PORT CLEAR-PORT
'use strict'
const fs = require('fs')
const path = require('path')
const { SMTPServer } = require('smtp-server')

const { ACCOUNTS, DOMAIN, GOOD_TOKEN, MAILHOST, PKI, PROBE } = process.env
const [mail, ...ports] = process.argv.slice(2)
const accounts = new Map(fs.readFileSync(ACCOUNTS, 'utf8').split('\n')
    .map(line => line.split('\t').slice(1)))
let delivered = 0

function refusal(code, text) {
    return Object.assign(new Error(text), { responseCode: code })
}

const passes = {
    PLAIN: (auth, password) => auth.password === password,
    LOGIN: (auth, password) => auth.password === password,
    'CRAM-MD5': (auth, password) => auth.validatePassword(password),
    XOAUTH2: auth => auth.username === PROBE && auth.accessToken === GOOD_TOKEN
}

function onAuth(auth, _session, done) {
    const password = accounts.get(auth.username)
    if (password !== undefined && passes[auth.method](auth, password))
        return done(null, { user: auth.username })
    if (auth.method === 'XOAUTH2')
        return done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } })
    done(new Error('Invalid username or password'))
}

function onMailFrom(address, session, done) {
    if (session.user && address.address !== session.user)
        return done(refusal(553, 'Not an address of ' + session.user))
    done()
}

function onRcptTo(address, session, done) {
    const [user, domain] = address.address.split('@')
    if (domain !== DOMAIN)
        return done(session.user ? null : refusal(550, 'Relaying denied'))
    done(['probe', 'other'].includes(user) ? null : refusal(550, 'No such user'))
}

function onData(stream, session, done) {
    const chunks = []
    stream.on('data', chunk => chunks.push(chunk))
    stream.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1').replace(/\r\n/g, '\n')
        for (const { address } of session.envelope.rcptTo) {
            const box = path.join(mail, address.split('@')[0], 'new')
            fs.mkdirSync(box, { recursive: true })
            fs.writeFileSync(path.join(box, String(++delivered)), text, 'latin1')
        }
        done(null, 'Message queued as ' + session.id)
    })
}

const kinds = [{}, { secure: true }, { hideSTARTTLS: true, allowInsecureAuth: true }]
kinds.forEach((kind, i) => new SMTPServer({
    name: MAILHOST,
    banner: 'interop',
    size: 65536,
    key: fs.readFileSync(path.join(PKI, 'good.key')),
    cert: fs.readFileSync(path.join(PKI, 'good.crt')),
    authMethods: Object.keys(passes),
    disableReverseLookup: true,
    onAuth, onMailFrom, onRcptTo, onData,
    ...kind
// A handshake that fails must not end the server.
}).on('error', error => console.error(error.message))
    .listen(Number(ports[i]), '127.0.0.1'))
