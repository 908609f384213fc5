package org.pyflinkimage.debian;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Sha256;

/**
 * A suite's Release file: what it is called, how long it holds, and the sums of its indexes.
 *
 * @param codename {@code bookworm-security}
 * @param suite {@code oldstable-security}
 * @param architectures that the suite has packages for
 * @param acquireByHash whether indexes lie under their sums too, which closes the gap between two updates of a mirror
 * @param dates from when the file is, and how long it holds
 * @param files by path relative to the Release file
 */
public record Release(
        String codename,
        String suite,
        Set<String> architectures,
        boolean acquireByHash,
        Dates dates,
        Map<String, IndexFile> files) {

    private static final Pattern PART = Pattern.compile("(?:^|[-/])(security|updates|backports|proposed|debug)\\b");

    /** RFC 2822, with {@code UTC} read as {@code +0000}; a day and an hour may have one digit. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy H:mm:ss xx", Locale.ROOT);

    /** A lock file takes no others. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * The age of a Release file.
     *
     * @param made when the archive wrote it
     * @param validUntil when it must not be believed any more; Ubuntu's suites, and those that get no more updates, have no such date
     */
    public record Dates(Instant made, Optional<Instant> validUntil) {}

    /**
     * An index that the suite has.
     *
     * @param size in bytes
     */
    public record IndexFile(String path, long size, Sha256 sha256) {

        /** Where the file also lies, under its sum, relative to the Release file. */
        public String pathByHash() {
            return path.substring(0, path.lastIndexOf('/') + 1) + "by-hash/SHA256/" + sha256.hex();
        }
    }

    public Release {
        architectures = Set.copyOf(architectures);
        files = Collections.unmodifiableMap(new HashMap<>(files));
    }

    /**
     * Reads a Release file.
     *
     * @throws IllegalArgumentException where it has no SHA256 sums or no date, or a field has no such form
     */
    public static Release parse(String text) {
        Stanza stanza = Stanza.parse(text);
        Map<String, IndexFile> files = new HashMap<>();
        for (String line : stanza.get("SHA256").split("\n", -1)) {
            if (!line.isBlank()) {
                IndexFile file = parseLine(line.strip());
                files.put(file.path(), file);
            }
        }
        return new Release(
                stanza.find("Codename").orElse(""),
                stanza.find("Suite").orElse(""),
                Set.copyOf(stanza.words("Architectures")),
                stanza.find("Acquire-By-Hash").filter("yes"::equals).isPresent(),
                new Dates(
                        parseDate(stanza.get("Date")),
                        stanza.find("Valid-Until").map(Release::parseDate)),
                files);
    }

    /**
     * Whether this Release file is of the suite asked for; a mirror that answers with another one is not believed. In Ubuntu all that was
     * published of a release has that release's codename, so the suite must be of the same part of it.
     */
    public boolean isOf(String asked) {
        return suite.equals(asked)
                || (codename.equals(asked) && (suite.isEmpty() || part(suite).equals(part(asked))));
    }

    /** {@code proposed}; nothing for a release itself, by whatever name: {@code jammy}, {@code oldstable}, {@code our-jammy}. */
    private static String part(String suite) {
        Matcher part = PART.matcher(suite);
        return part.find() ? part.group(1) : "";
    }

    private static IndexFile parseLine(String line) {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a line of sum, size and path: " + line);
        }
        return new IndexFile(parts[2], Long.parseLong(parts[1]), Sha256.parse(parts[0]));
    }

    private static Instant parseDate(String text) {
        Instant date;
        try {
            String plain = text.replaceAll("[ \t]+", " ").replaceFirst("(UTC|GMT|Z)$", "+0000");
            date = ZonedDateTime.parse(plain, DATE)
                    .withZoneSameInstant(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a date: " + text, e);
        }
        if (date.isBefore(FIRST) || !date.isBefore(END)) {
            throw new IllegalArgumentException("not a date from 1970 to 9999: " + text);
        }
        return date;
    }
}
