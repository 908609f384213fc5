package org.pyflinkimage.resolve.index;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.FolderAddress;

/**
 * Where pip looks for files, as uv can be told of it. pip warns of a place on this machine's disk that is not there, and goes on; uv ends.
 *
 * @param found paths of what is there, and addresses
 * @param absent what is not there, as it is written
 */
public record PipLinks(List<String> found, List<String> absent) {

    /** Has pip's words, with blanks between them as pip has them. No variable of uv's: it has this in files alone. */
    static final String VARIABLE = "UV_FIND_LINKS_AS_PIP";

    private static final Pattern HERE = Pattern.compile("(?i)^file://localhost/");

    public PipLinks {
        found = List.copyOf(found);
        absent = List.copyOf(absent);
    }

    /** Those that an environment has for uv. */
    public static PipLinks told(Environment environment) {
        List<String> found = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String word : PipConfiguration.words(environment.variable(VARIABLE))) {
            found(placed(environment, word)).ifPresentOrElse(found::add, () -> absent.add(word));
        }
        return new PipLinks(found, absent);
    }

    /** A word with the user's home in the place of the tilde, which uv does not know. */
    public static String placed(Environment environment, String word) {
        boolean isInHome =
                word.equals("~") || word.startsWith("~/") || (word.startsWith("~\\") && environment.isOfWindows());
        return isInHome ? environment.home() + word.substring(1) : word;
    }

    private static Optional<String> found(String place) {
        if (FolderAddress.isMeant(place)) {
            // Of an address that Java cannot read uv says what is wrong with it.
            return Optional.of(place)
                    .filter(address -> !isOfDisk(address)
                            || onDisk(address)
                                    .filter(path -> !Files.exists(path))
                                    .isEmpty());
        }
        return Environment.pathOf(place)
                .filter(Files::exists)
                .map(path -> path.toAbsolutePath().normalize().toString());
    }

    /** Whether a word is an address of this machine's disk, which uv takes with any number of strokes. */
    public static boolean isOfDisk(String word) {
        return word.startsWith("file:");
    }

    /** Where an address of this machine's disk leads, which may name this machine; empty for one that Java cannot read. */
    public static Optional<Path> onDisk(String address) {
        try {
            URI place = URI.create(HERE.matcher(address).replaceFirst("file:///"));
            return Optional.of(Path.of(place).toAbsolutePath().normalize());
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
