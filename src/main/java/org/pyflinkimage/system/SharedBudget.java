package org.pyflinkimage.system;

import java.util.concurrent.Semaphore;

/** So much of something, such as memory, that all work of one process has together: who wants more than is left waits for it. */
public final class SharedBudget {

    private final int whole;
    private final Semaphore left;

    /** A budget of so many units. */
    public SharedBudget(int whole) {
        this.whole = whole;
        // In the order of asking: one that wants much is not passed by for ever by those that want little.
        this.left = new Semaphore(whole, true);
    }

    /** A part, to be given back once. */
    public final class Part {

        private final int units;

        private Part(int units) {
            this.units = units;
        }

        /** Leaves it to others. */
        public void giveBack() {
            left.release(units);
        }
    }

    /**
     * Takes a part, as soon as that much is left. Who has one and asks for another may wait for himself.
     *
     * @throws IllegalArgumentException where it is more than the whole
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-521} where this thread is interrupted while it waits
     */
    public Part take(int units) {
        if (units > whole) {
            throw new IllegalArgumentException("%s of %s units".formatted(units, whole));
        }
        return Interruption.await(() -> {
            left.acquire(units);
            return new Part(units);
        });
    }
}
