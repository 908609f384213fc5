package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pyflinkimage.build.validation.BaseLook;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.FittingImages;
import org.pyflinkimage.build.validation.Validation;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/**
 * Requirements as users have them, with the files that lie beside them: folders of {@code lists}, each named as its line of
 * {@code inputs.tsv}. What becomes of each stands in {@code lists.txt}.
 */
final class UsersLists {

    private static final Path LISTS = Path.of("src/test/resources/org/pyflinkimage/resolve/python/lists");

    /** Where the lists have an index of their own. */
    private static final String OWN_INDEX = "127.0.0.1:9417";

    private UsersLists() {}

    /**
     * One list.
     *
     * @param requirements what {@code <requirements>} names, behind the folder's name; behind {@code --group} what {@code <groups>} does
     * @param index {@code made} or {@code real}
     * @param outcome a code, or {@code resolves}
     * @param words that are told, or parts of files' names
     */
    record UsersList(String requirements, String flink, String index, String outcome, List<String> words) {

        String folder() {
            return requirements.split("/", 2)[0];
        }

        /** Its files in a folder, which is empty. */
        void copy(Path folder, String ownIndex) throws IOException {
            Path from = LISTS.resolve(folder());
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    Files.writeString(copy, text.replace(OWN_INDEX, ownIndex), StandardCharsets.ISO_8859_1);
                }
            }
            Files.writeString(folder.resolve("job.py"), "");
        }

        /** What a build says of it in that folder, or the names of the files that it comes to. */
        String told(Path folder, Function<ImageSpec, PythonResolution> resolver) {
            String[] parts = requirements.substring(folder().length() + 1).split(" --group ", -1);
            List<String> named = List.of(parts[0].split(" ", -1));
            Declaration declaration = new Declaration(folder)
                    .with(Element.FLINK, List.of(flink))
                    .with(Element.JAVA, List.of("17"))
                    .with(Element.PYTHON, List.of("3.11"))
                    .with(Element.DISTRIBUTION, List.of("none"))
                    .with(Element.JOB, List.of("job.py"))
                    .with(Element.REQUIREMENTS, named)
                    .with(Element.GROUPS, List.of(parts).subList(1, parts.length));
            try {
                ImageSpec spec = DeclaredImages.read(declaration, Map.of(), Optional.empty())
                        .specs()
                        .get(0);
                Validation.with(Map.of(), Optional.empty())
                        .requireThatAllFits(List.of(spec), new NoneKnown(), BaseLook.NONE, SilentLog.INSTANCE);
                return "resolves " + PythonScene.names(resolver.apply(spec));
            } catch (PyFlinkException e) {
                return String.valueOf(e.getMessage());
            }
        }

        @Override
        public String toString() {
            return requirements;
        }
    }

    private static final class NoneKnown implements FittingImages {
        @Override
        public Optional<Told> find(Sha256 judged) {
            return Optional.empty();
        }

        @Override
        public void keep(Sha256 judged, Told told) {}
    }

    /** Those for an index. */
    static List<UsersList> forIndex(String index) throws IOException {
        return all().stream().filter(list -> list.index().equals(index)).toList();
    }

    static List<UsersList> all() throws IOException {
        return Files.readAllLines(LISTS.resolveSibling("lists.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("[|]", -1)).map(String::strip).toList())
                .map(cells -> new UsersList(
                        cells.get(0),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        List.of(cells.get(4).split(" & ", -1))))
                .toList();
    }

    /** The folders that there are. */
    static List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(LISTS)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
