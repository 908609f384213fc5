package org.pyflinkimage.image;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Something that a registry does wrong. */
@FunctionalInterface
interface RegistryFault {

    /** Answers a request in a wrong way, or leaves it to be answered as it should be. */
    boolean answers(HttpExchange exchange, String request) throws IOException;

    /** Only the first so many times. */
    default RegistryFault atFirst(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return (exchange, request) -> left.get() > 0 && answers(exchange, request) && left.decrementAndGet() >= 0;
    }

    /** This, of requests whose method and path have that text. */
    default RegistryFault of(String part) {
        return (exchange, request) -> request.contains(part) && answers(exchange, request);
    }

    /** Accepts, and names a place to go on. */
    static RegistryFault goOnAt(String location) {
        return answer(202, "Location", location);
    }

    /** Sends the request on to the same path of another host. */
    static RegistryFault redirectTo(int status, String host) {
        return (exchange, request) -> answer(status, "Location", "http://" + host + exchange.getRequestURI())
                .answers(exchange, request);
    }

    /** A status with one header and no body. */
    static RegistryFault answer(int status, String header, String value) {
        return (exchange, request) -> {
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(status, -1);
            return true;
        };
    }

    /** A status with a body. */
    static RegistryFault say(int status, String body) {
        return (exchange, request) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            return true;
        };
    }

    /** A body that comes a byte at a time, and never ends. */
    static RegistryFault drip(int status, long millis) {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(status, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    Thread.sleep(millis);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        };
    }

    /** A body that comes in megabytes, and never ends. */
    static RegistryFault flood(int status) {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(status, 0);
            byte[] much = "{".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            while (!Thread.interrupted()) {
                exchange.getResponseBody().write(much);
                LockSupport.parkNanos(1_000_000);
            }
            return true;
        };
    }

    /** Takes its time, and answers as it should. */
    static RegistryFault after(Runnable work) {
        return (exchange, request) -> {
            work.run();
            return false;
        };
    }

    /**
     * A body that is large, or unpacks to what is.
     *
     * @param length what it says of its length; 0 where it comes in chunks
     */
    static RegistryFault large(int status, long length, String encoding, byte[] piece, int times) {
        return (exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            exchange.sendResponseHeaders(status, length);
            for (int i = 0; i < times; i++) {
                exchange.getResponseBody().write(piece);
            }
            return true;
        };
    }

    /** Hangs up without an answer. */
    static RegistryFault hangUp() {
        return (exchange, request) -> {
            exchange.close();
            return true;
        };
    }

    /** Promises more than it sends. */
    static RegistryFault breakOff() {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.close();
            return true;
        };
    }
}
