package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedBudgetTest {

    @Test
    void allTogetherNeverHaveMoreThanTheWhole() {
        SharedBudget budget = new SharedBudget(10);
        AtomicInteger taken = new AtomicInteger();
        List<Integer> wanted =
                IntStream.range(0, 2000).mapToObj(i -> i % 17 == 0 ? 10 : i % 6).toList();

        List<Integer> seen = new ParallelWork("budget", 8).results(wanted, units -> {
            SharedBudget.Part part = budget.take(units);
            int now = taken.addAndGet(units);
            Thread.onSpinWait();
            taken.addAndGet(-units);
            part.giveBack();
            return now;
        });

        assertThat(seen).hasSize(2000).allMatch(now -> now <= 10);
        budget.take(10).giveBack();
    }

    @Test
    void moreThanTheWholeIsNeverThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SharedBudget(10).take(11));
    }

    @Test
    void whoeverWaitsCanBeInterrupted() {
        SharedBudget budget = new SharedBudget(10);
        SharedBudget.Part part = budget.take(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> budget.take(10)).hasMessageContaining("[PYF-521]");
        assertThat(Thread.interrupted()).isTrue();
        part.giveBack();
        budget.take(10).giveBack();
    }
}
