package org.pyflinkimage.e2e;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a test class has opened, however far it came: closed the other way round, all of it. */
final class Opened implements AutoCloseable {

    private final Deque<Runnable> open = new ArrayDeque<>();

    /** The same thing, which goes when this is closed. */
    <T> T with(T thing, Consumer<T> closing) {
        open.push(() -> closing.accept(thing));
        return thing;
    }

    @Override
    public void close() {
        if (!open.isEmpty()) {
            try {
                open.pop().run();
            } finally {
                close();
            }
        }
    }
}
