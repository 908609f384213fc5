package org.pyflinkimage.spec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Problem;

/**
 * How large a store may be once a build has ended.
 *
 * @param bytes not negative; {@link Long#MAX_VALUE} where there is no limit
 * @param text as it was declared
 */
public record StoreLimit(long bytes, String text) {

    /** No limit. */
    public static final StoreLimit NONE = new StoreLimit(Long.MAX_VALUE, "none");

    /** Where none is declared. */
    public static final StoreLimit USUAL = new StoreLimit(10_000_000_000L, "10 GB");

    private static final List<String> PREFIXES = List.of("K", "M", "G", "T");
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:[.][0-9]{1,3})?) ?([KMGT])(I?)B");

    /** Reads {@code 10 GB}, {@code 1.5GiB}, {@code none}, in any case; empty where the text is nothing of this kind. */
    public static Optional<StoreLimit> parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (upper.equals("NONE")) {
            return Optional.of(NONE);
        }
        Matcher matcher = FORM.matcher(upper);
        return matcher.matches()
                ? Optional.of(new StoreLimit(
                        bytes(matcher.group(1), PREFIXES.indexOf(matcher.group(2)) + 1, matcher.group(3)),
                        text.strip()))
                : Optional.empty();
    }

    private static long bytes(String number, int power, String binary) {
        BigDecimal unit = BigDecimal.valueOf(binary.isEmpty() ? 1000 : 1024).pow(power);
        return new BigDecimal(number)
                .multiply(unit)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** What to say of a text that is no limit. */
    public static Problem noLimit(String text) {
        return Problem.declaration("PYF-544", "`%s` in %s is no size".formatted(text, Element.STORE_LIMIT.named()))
                .why("a size is a number and a unit: KB, MB, GB, TB, or KiB, MiB, GiB, TiB for powers of 1024")
                .remedy(Element.STORE_LIMIT.with("10GB"))
                .remedy("no limit: " + Element.STORE_LIMIT.with("none"));
    }

    /** Whether so many bytes are more. */
    public boolean isBelow(long size) {
        return size > bytes;
    }
}
