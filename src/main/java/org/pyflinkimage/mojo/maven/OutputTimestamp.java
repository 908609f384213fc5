package org.pyflinkimage.mojo.maven;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.CreationTime;
import org.pyflinkimage.value.Problem;

/**
 * {@code project.build.outputTimestamp}, by which reproducible builds fix their date: ISO 8601, or seconds since 1970; a text of one
 * character that is no digit switches it off.
 */
public final class OutputTimestamp {

    private OutputTimestamp() {}

    /**
     * The date, to the second; empty where none is fixed.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-050} for what is no date
     */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null || text.isBlank() || (text.length() == 1 && !Character.isDigit(text.charAt(0)))) {
            return Optional.empty();
        }
        return Optional.of(CreationTime.instant(text)
                .orElseThrow(() -> Problem.declaration(
                                "PYF-050", "`%s` in `<project.build.outputTimestamp>` is not a date".formatted(text))
                        .why("it is a date of ISO 8601 with a zone, or a number of seconds since 1970")
                        .remedy("`<project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>`")
                        .toException()));
    }
}
