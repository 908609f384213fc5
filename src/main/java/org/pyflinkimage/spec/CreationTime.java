package org.pyflinkimage.spec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pyflinkimage.value.Problem;

/**
 * The date that images are declared to have.
 *
 * @param fixed to the second; empty for that of the lock file
 */
public record CreationTime(Optional<Instant> fixed) {

    private static final String EPOCH = "EPOCH";
    private static final String LOCK = "lock";

    /** Jib's word for the time of day. */
    private static final String NOW = "USE_CURRENT_TIMESTAMP";

    /** An image's config has years of four digits. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Reads {@code EPOCH}, {@code lock}, or a date; empty for what is none of them. */
    public static Optional<CreationTime> parse(String text) {
        return switch (text) {
            case EPOCH -> Optional.of(new CreationTime(Optional.of(Instant.EPOCH)));
            case LOCK -> Optional.of(new CreationTime(Optional.empty()));
            default -> instant(text).map(instant -> new CreationTime(Optional.of(instant)));
        };
    }

    /** Reads a date of ISO 8601 with a zone, or a number of seconds since 1970; empty for what is none, or no date of an image. */
    public static Optional<Instant> instant(String text) {
        try {
            Instant instant = text.matches("\\d+")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
            return Optional.of(instant.truncatedTo(ChronoUnit.SECONDS))
                    .filter(date -> !date.isBefore(Instant.EPOCH) && !date.isAfter(LATEST));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The problem with a text that is no such date. */
    public static Problem noTime(String text) {
        Problem problem = Problem.declaration("PYF-050", "`%s` in `<creationTime>` is not a date".formatted(text));
        return text.equals(NOW)
                ? problem.why(
                                "with the time of day, each build of the same declaration and lock file would make another image")
                        .remedy(
                                "without it images have the date of the lock file, at which their versions were chosen: "
                                        + Element.CREATION_TIME.with(LOCK))
                        .remedy("a date of your own: " + Element.CREATION_TIME.with("2026-01-01T00:00:00Z"))
                : problem.why("it is a date of ISO 8601 with a zone, a number of seconds since 1970, `%s` or `%s`"
                                .formatted(EPOCH, LOCK))
                        .remedy(Element.CREATION_TIME.with("2026-01-01T00:00:00Z"));
    }
}
