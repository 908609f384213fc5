package org.pyflinkimage.debian;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * The only keys that an apt source is believed by ({@code sources.list(5)}, Signed-By).
 *
 * @param text as the source has it, for messages
 * @param files of keys, by paths from the root of the machine, or of the image, that the source is of
 * @param fingerprints of those of them that count, or of the keys that are trusted anyway; one that ends with {@code !} is of a key
 *     without its subkeys; empty where all do
 * @param writtenOut armored keys in the source itself
 */
public record SignedBy(String text, List<String> files, Set<String> fingerprints, Optional<String> writtenOut) {

    private static final Pattern FINGERPRINT = Pattern.compile("(?:[0-9A-F]{40}|[0-9A-F]{64})!?");

    public SignedBy {
        files = List.copyOf(files);
        fingerprints = Set.copyOf(fingerprints);
    }

    /** Reads the value of the option; what is neither a file nor a fingerprint stands for no key. */
    static SignedBy parse(String text) {
        if (text.contains("BEGIN PGP PUBLIC KEY BLOCK")) {
            return new SignedBy("its own text", List.of(), Set.of(), Optional.of(unfolded(text)));
        }
        List<String> files = new ArrayList<>();
        Set<String> fingerprints = new HashSet<>();
        for (String word : text.strip().split("[,\\s]+", -1)) {
            String upper = word.toUpperCase(Locale.ROOT);
            if (FINGERPRINT.matcher(upper).matches()) {
                fingerprints.add(upper);
            } else if (word.startsWith("/") && UnixPath.isTaken(word)) {
                files.add(word);
            }
        }
        return new SignedBy(text.strip(), files, fingerprints, Optional.empty());
    }

    /** In deb822 a dot stands for an empty line. */
    private static String unfolded(String text) {
        StringBuilder armor = new StringBuilder();
        text.lines()
                .map(String::strip)
                .forEach(line -> armor.append(line.equals(".") ? "" : line).append('\n'));
        return armor.toString().strip() + "\n";
    }

    /**
     * The keys.
     *
     * @param reading gives the bytes of a file; empty where it cannot be read, which is passed over while there is another
     * @param trusted the keys that fingerprints alone select from
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-315} where there is none, {@code PYF-311} where a file is no keyring
     */
    public Keyring keyring(Function<String, Optional<byte[]>> reading, Keyring trusted) {
        // Many names may lead to one file.
        Set<ByteBuffer> read = new HashSet<>();
        Optional<Keyring> found = writtenOut
                .map(armor -> Keyring.read(armor.getBytes(StandardCharsets.US_ASCII), "the apt sources' Signed-By"))
                .or(() -> files.stream()
                        .flatMap(file -> reading
                                .apply(file)
                                .filter(keys -> read.add(ByteBuffer.wrap(keys)))
                                .map(keys -> Keyring.read(keys, file))
                                .stream())
                        .reduce(Keyring::with))
                .or(() -> Optional.of(trusted).filter(keys -> files.isEmpty() && !fingerprints.isEmpty()));
        Keyring keys = found.orElseThrow(() -> unreadable().toException());
        return fingerprints.isEmpty() ? keys : keys.only(fingerprints);
    }

    private Problem unreadable() {
        return Problem.environment("PYF-315", "no key can be read that an apt source names: `%s`".formatted(text))
                .why("its `Signed-By` says by which keys alone that archive is believed")
                .remedy("let it name a file that is there and readable, or the whole fingerprint of a key")
                .remedy(
                        "name the archive yourself: `<debianMirror>` (-Dpyflink.debianMirror); its keys, where they are not Debian's "
                                + "or Ubuntu's: `<debianKeyring>` (-Dpyflink.debianKeyring)");
    }
}
