package org.pyflinkimage.debian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.tukaani.xz.XZInputStream;

/**
 * A Packages index of an archive: every package of a component for an architecture.
 *
 * <p>An index has 60 000 paragraphs, of which an image needs a hundred. So the text is kept as it is, only names are looked for
 * when it is read, and a paragraph is parsed when it is asked for. Not to be changed once read; safe for use by several threads.
 */
public final class PackagesIndex {

    private static final byte[] PACKAGE = "Package:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROVIDES = "Provides:".getBytes(StandardCharsets.US_ASCII);

    /** Debian's largest has 60 MB, Ubuntu's universe 80 MB. */
    static final int LARGEST = 512 << 20;

    /** Names and virtual names are kept, and cost more than their bytes; Ubuntu's universe has 70 000 of them. */
    static final int MOST_NAMES = 1_000_000;

    /** Says what is wrong with an index. */
    @FunctionalInterface
    public interface Refusal {

        /**
         * That the paragraph of a package cannot be read.
         *
         * @param reason what of it has no such form
         */
        Problem of(String name, String reason);
    }

    /** A paragraph's bytes. */
    private record Range(int start, int end) {}

    private final byte[] text;
    private final String architecture;
    private final Refusal refusal;
    private final Map<String, List<Range>> byName = new HashMap<>();
    private final Map<String, List<String>> byProvision = new HashMap<>();
    private int names;

    private PackagesIndex(byte[] text, String architecture, Refusal refusal) {
        this.text = text;
        this.architecture = architecture;
        this.refusal = refusal;
    }

    /**
     * Reads an index.
     *
     * @param text inflated; not to be changed any more
     * @param architecture that packages are chosen for
     * @param refusal of a paragraph that turns out to be none when it is asked for
     * @throws PyFlinkException what that says of one, where it and those before it have more names than any archive
     */
    public static PackagesIndex of(byte[] text, String architecture, Refusal refusal) {
        PackagesIndex index = new PackagesIndex(text, architecture, refusal);
        int start = 0;
        while (start < text.length) {
            int end = index.endOfParagraph(start);
            index.register(new Range(start, end));
            start = end + 1;
        }
        return index;
    }

    /**
     * The text of an index as an archive offers it.
     *
     * @param path tells the compression: {@code Packages.xz}, {@code .gz}, or none
     * @param size of the text in bytes, where it is known: an archive may have nothing but the compressed form
     * @throws IOException where the bytes are no such stream, or inflate to another size or beyond all indexes
     */
    public static byte[] inflate(byte[] bytes, String path, OptionalLong size) throws IOException {
        try (InputStream stream = inflating(new ByteArrayInputStream(bytes), path)) {
            if (size.orElse(0) > LARGEST) {
                throw new IOException("it is said to have more than " + (LARGEST >> 20) + " MiB");
            }
            byte[] text = stream.readNBytes((int) size.orElse(LARGEST));
            if (stream.read() >= 0 || (size.isPresent() && text.length != size.getAsLong())) {
                throw new IOException(
                        size.isPresent()
                                ? "it does not inflate to the " + size.getAsLong() + " bytes that it should"
                                : "it inflates to more than " + (LARGEST >> 20) + " MiB");
            }
            return text;
        }
    }

    private static InputStream inflating(InputStream stream, String path) throws IOException {
        if (path.endsWith(".xz")) {
            return new XZInputStream(stream, DebFile.XZ_KIBIBYTES_AT_MOST);
        }
        return path.endsWith(".gz") ? new GZIPInputStream(stream, 1 << 16) : stream;
    }

    /**
     * All packages with this name, in the index's order.
     *
     * @throws PyFlinkException what {@link Refusal} says of one that cannot be read
     */
    public List<DebianPackage> named(String name) {
        return byName.getOrDefault(name, List.of()).stream()
                .map(range -> parse(name, range))
                .toList();
    }

    /** The names of packages that say that they stand for this virtual package; whether they can be read is not known yet. */
    public List<String> providing(String virtual) {
        return Collections.unmodifiableList(byProvision.getOrDefault(virtual, List.of()));
    }

    /** The names of all packages. */
    Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** The number of package names. */
    public int size() {
        return byName.size();
    }

    private DebianPackage parse(String name, Range range) {
        try {
            return DebianPackage.of(Stanza.parse(text, range.start(), range.end()), architecture);
        } catch (IllegalArgumentException e) {
            throw refusal.of(name, String.valueOf(e.getMessage())).toException(e);
        }
    }

    private void register(Range range) {
        String name = "";
        List<String> provisions = List.of();
        int line = range.start();
        while (line < range.end()) {
            int end = endOfLine(line);
            if (startsWith(line, PACKAGE)) {
                name = string(line + PACKAGE.length, end).strip();
            } else if (startsWith(line, PROVIDES)) {
                provisions = provisions(range, line + PROVIDES.length);
            }
            line = end + 1;
        }
        if (!name.isEmpty()) {
            names += 1 + provisions.size();
            if (names > MOST_NAMES) {
                throw refusal.of(name, "it and those before it have more than %s names".formatted(MOST_NAMES))
                        .toException();
            }
            byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(range);
            for (String virtual : provisions) {
                byProvision.computeIfAbsent(virtual, key -> new ArrayList<>(1)).add(name);
            }
        }
    }

    private List<String> provisions(Range range, int start) {
        int end = endOfLine(start);
        while (end + 1 < range.end() && text[end + 1] == ' ') {
            end = endOfLine(end + 1);
        }
        return Stream.of(string(start, end).split(",", MOST_NAMES + 1))
                .map(provision -> provision.replaceFirst("[(:].*", "").strip())
                .toList();
    }

    /** The index of the empty line behind a paragraph, or of the end. */
    private int endOfParagraph(int start) {
        int line = start;
        while (line < text.length && text[line] != '\n') {
            line = endOfLine(line) + 1;
        }
        return Math.min(line, text.length);
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean startsWith(int start, byte[] word) {
        int end = Math.min(start + word.length, text.length);
        return Arrays.equals(text, start, end, word, 0, word.length);
    }

    private String string(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }
}
