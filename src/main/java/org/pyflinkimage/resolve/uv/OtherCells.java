package org.pyflinkimage.resolve.uv;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Platform;

/**
 * What could be declared in place of a cell, asked whether the requirements can be met there: what has no wheel for one Python often has
 * none for any.
 *
 * @param solves whether they can
 */
record OtherCells(Predicate<Combination> solves) {

    /** The nearest Python where they can, of those that the Flink has. */
    Optional<PythonMinor> python(Combination cell) {
        PythonMinor own = cell.python();
        return Facts.shipped().nearestTo(cell.flink()).wheels().anywhere().stream()
                .filter(Facts.shipped().buildablePythons()::contains)
                .filter(python -> !python.equals(own))
                .sorted(Comparator.comparingInt((PythonMinor python) -> Math.abs(python.minor() - own.minor()))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(python -> solves.test(cell.with(python)))
                .findFirst();
    }

    /** The platform that most is made for, where they can. */
    Optional<Platform> platform(Combination cell) {
        return Optional.of(Platform.LINUX_AMD64)
                .filter(platform -> !platform.equals(cell.platform()))
                .filter(platform -> solves.test(new Combination(cell.flink(), cell.java(), cell.python(), platform)));
    }
}
