package org.pyflinkimage.flink;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Flink writes a duration: {@code 10 s}, {@code 5min}, {@code 250}, which are milliseconds; since 2.1 {@code PT10S} too. */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("([0-9]+)\\s*(\\D*)");

    /** Those of Flink's {@code TimeUtils}. */
    private static final Set<String> UNITS = Set.of(
            "",
            "d",
            "day",
            "days",
            "h",
            "hour",
            "hours",
            "min",
            "m",
            "minute",
            "minutes",
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "ms",
            "milli",
            "millis",
            "millisecond",
            "milliseconds",
            "µs",
            "micro",
            "micros",
            "microsecond",
            "microseconds",
            "ns",
            "nano",
            "nanos",
            "nanosecond",
            "nanoseconds");

    private DurationText() {}

    /**
     * Whether a Flink reads a duration in it.
     *
     * @param withMoreDigits whether that Flink takes more of them than a number of 64 bits has
     * @param withIso whether it takes those of ISO 8601
     */
    public static boolean isOne(String text, boolean withMoreDigits, boolean withIso) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? UNITS.contains(matcher.group(2).strip().toLowerCase(Locale.ROOT))
                        && (withMoreDigits || isLong(matcher.group(1)))
                : withIso && isOfTheStandard(text.strip());
    }

    private static boolean isLong(String digits) {
        return new BigInteger(digits).bitLength() < Long.SIZE;
    }

    private static boolean isOfTheStandard(String text) {
        try {
            Duration.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
