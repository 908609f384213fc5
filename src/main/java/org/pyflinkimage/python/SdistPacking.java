package org.pyflinkimage.python;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Makes of one source distribution what a wheel of it would hold. */
final class SdistPacking {

    /** A first line that names any Python; in a wheel it is {@code #!python} and becomes true when it is installed. */
    private static final Pattern SHEBANG = Pattern.compile("\\A#!.*python[0-9.]*(?=[ \\t\\r\\n]|\\z)[^\\n]*");

    private static final Pattern LICENSE = Pattern.compile("(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*");
    private static final int TEXT_AT_MOST = 16 << 20;

    /** Of those that are kept while the archive is read, all of them together. */
    private static final int TEXTS_AT_MOST = 2 * TEXT_AT_MOST;

    /** As many are told as help; whoever made the archive might have any number. */
    private static final int STRANGE_AT_MOST = 10;

    private final SdistRecipe recipe;
    private final String version;
    private final Path sdist;
    private int textLeft = TEXTS_AT_MOST;
    private final Map<String, String> descriptions = new TreeMap<>();
    private final Map<String, String> licenses = new TreeMap<>();
    private final Set<String> found = new HashSet<>();
    private final Set<String> topLevel = new TreeSet<>();

    /** A file that is a module where a package would be one as well. */
    private static final Pattern MODULE = Pattern.compile("(?:.*/)?([^/]+)\\.pyx?");

    /** Folders and modules that the recipe does not speak of. */
    private final Set<String> strange = new TreeSet<>();

    /** @param version that it was locked with: where the recipe knows the file of that, no other is read */
    SdistPacking(SdistRecipe recipe, String version, Path sdist) {
        this.recipe = recipe;
        this.version = version;
        this.sdist = sdist;
    }

    void write(Path packedArchive, String keptAs) throws IOException {
        requireKnownSum(version);
        try (PackedArchive.Writer writer = new PackedArchive.Writer(packedArchive, keptAs)) {
            new SdistReader(recipe.name().value(), sdist).forEachFile((path, executable, stream) -> {
                if (!take(writer, path, executable, stream)) {
                    remember(path, stream);
                }
            });
            PyFlinkException.throwIfAny(missing());
            SdistDescription description = new SdistDescription(descriptions, recipe.requires());
            Metadata metadata = Metadata.parse(description.metadata())
                    .filter(found -> found.name().equals(recipe.name()))
                    .orElseThrow(() -> problem("PYF-462", "is no source distribution of it by its PKG-INFO")
                            .toException());
            requireKnown(metadata);
            writeDistInfo(writer, metadata, description);
        }
    }

    /** Writes a file that the recipe names; one may be both a command and part of a package. */
    private boolean take(PackedArchive.Writer writer, String path, boolean executable, InputStream stream)
            throws IOException {
        if (!recipe.scripts().contains(path)) {
            return takeFromTrees(writer, path, executable, stream);
        }
        found.add(path);
        String text = text(path, stream);
        String name = path.substring(path.lastIndexOf('/') + 1);
        String script = SHEBANG.matcher(text).replaceFirst("#!python");
        write(writer, recipe.name().underscored() + ".data/scripts/" + name, 0755, script);
        takeFromTrees(writer, path, executable, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return true;
    }

    private boolean takeFromTrees(PackedArchive.Writer writer, String path, boolean executable, InputStream stream)
            throws IOException {
        for (SdistRecipe.Tree tree : recipe.trees()) {
            if (path.equals(tree.from()) || path.startsWith(tree.from() + "/")) {
                found.add(tree.from());
                String target = tree.to() + path.substring(tree.from().length());
                topLevel.add(target.split("[/.]", 2)[0]);
                writer.add(UnixPath.ROOT.resolve(target), executable ? 0755 : 0644, Owner.ROOT, stream);
                return true;
            }
        }
        return false;
    }

    private void remember(String path, InputStream stream) throws IOException {
        if (SdistDescription.isPart(path)) {
            descriptions.put(path, keptText(path, stream));
        } else if (LICENSE.matcher(path).matches()) {
            licenses.put(path, keptText(path, stream));
        }
        if (strange.size() < STRANGE_AT_MOST) {
            strangeFolder(path).or(() -> strangeModule(path)).ifPresent(strange::add);
        }
    }

    /** The outermost folder of a file in which nothing lies that is installed; what setuptools puts down beside the files is none. */
    private Optional<String> strangeFolder(String path) {
        return outermost(path).filter(folder -> !folder.endsWith(".egg-info"));
    }

    private Optional<String> outermost(String path) {
        return Stream.iterate(path.indexOf('/'), slash -> slash >= 0, slash -> path.indexOf('/', slash + 1))
                .map(slash -> path.substring(0, slash))
                .filter(folder -> !isOnTheWay(folder))
                .findFirst();
    }

    /** A file where only such folders are around it as have something that is installed: it may be a module that is, too. */
    private Optional<String> strangeModule(String path) {
        Matcher module = MODULE.matcher(path);
        boolean strange = module.matches() && outermost(path).isEmpty() && !WorkFiles.has(module.group(1));
        return strange ? Optional.of(path) : Optional.empty();
    }

    /** Whether something that is installed lies in a folder. */
    private boolean isOnTheWay(String folder) {
        return Stream.concat(recipe.trees().stream().map(SdistRecipe.Tree::from), recipe.scripts().stream())
                .anyMatch(installed -> installed.startsWith(folder + "/"));
    }

    private List<Problem> missing() {
        List<Problem> problems = new ArrayList<>();
        for (SdistRecipe.Tree tree : recipe.trees()) {
            if (!tree.optional() && !found.contains(tree.from())) {
                problems.add(problem("PYF-461", "has no `%s`, which is to be installed".formatted(tree.from())));
            }
        }
        for (String script : recipe.scripts()) {
            if (!found.contains(script)) {
                problems.add(problem("PYF-461", "has no `%s`, which is to be installed".formatted(script)));
            }
        }
        return problems;
    }

    private void requireKnown(Metadata metadata) {
        if (!recipe.covers(metadata.version())) {
            throw problem("PYF-463", "is version `%s`, which its recipe does not cover".formatted(metadata.version()))
                    .toException();
        }
        if (!recipe.sums().containsKey(metadata.version()) && !strange.isEmpty()) {
            throw unknown(metadata.version()).toException();
        }
        if (!metadata.version().equals(version)) {
            requireKnownSum(metadata.version());
        }
    }

    private void requireKnownSum(String known) {
        Sha256 sum = recipe.sums().get(known);
        if (sum == null) {
            return;
        }
        Sha256 found = Sha256.of(sdist);
        if (!sum.equals(found)) {
            throw problem("PYF-460", "is not the file that its recipe was checked with")
                    .why("its sum is `%s`, the known one `%s`".formatted(found, sum))
                    .toException();
        }
    }

    private void writeDistInfo(PackedArchive.Writer writer, Metadata metadata, SdistDescription description)
            throws IOException {
        String directory = recipe.name().underscored() + "-" + Pep440Version.of(metadata.version()) + ".dist-info/";
        write(writer, directory + "METADATA", 0644, description.metadata());
        write(writer, directory + "WHEEL", 0644, """
                Wheel-Version: 1.0
                Generator: pyflink-maven-plugin
                Root-Is-Purelib: true
                Tag: py3-none-any
                """);
        write(writer, directory + "top_level.txt", 0644, String.join("\n", topLevel) + "\n");
        if (!description.entryPoints().isBlank()) {
            write(writer, directory + "entry_points.txt", 0644, description.entryPoints());
        }
        for (Map.Entry<String, String> license : licenses.entrySet()) {
            write(writer, directory + "licenses/" + license.getKey(), 0644, license.getValue());
        }
    }

    private static void write(PackedArchive.Writer writer, String path, int mode, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.add(UnixPath.ROOT.resolve(path), mode, Owner.ROOT, new ByteArrayInputStream(bytes));
    }

    private String keptText(String path, InputStream stream) throws IOException {
        String text = text(path, stream);
        textLeft -= text.length();
        if (textLeft < 0) {
            throw new IOException("its descriptions and licenses are too large");
        }
        return text;
    }

    private static String text(String path, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(TEXT_AT_MOST);
        if (bytes.length == TEXT_AT_MOST) {
            throw new IOException(path + " is too large");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Nobody has looked at this version: what it has beside the others' folders may be packages and modules. */
    private Problem unknown(String version) {
        String newest = recipe.sums().keySet().stream()
                .map(Pep440Version::of)
                .max(Comparator.naturalOrder())
                .map(known -> ", such as `" + known + "`")
                .orElse("");
        return Problem.declaration(
                        "PYF-464",
                        "the source distribution of `%s` `%s` has what its recipe does not know: %s"
                                .formatted(
                                        recipe.name(),
                                        version,
                                        strange.stream()
                                                .map(folder -> "`" + folder + "`")
                                                .collect(Collectors.joining(", "))))
                .why(("the recipe, for `%s`, would leave that out, and only running its `setup.py` tells "
                                + "whether it is to be installed")
                        .formatted(recipe.versions()))
                .remedy(("a version that the recipe was checked with%s: in `<requirements>` "
                                + "(-Dpyflink.requirements), of PyFlink itself `<flink>` (-Dpyflink.flink)")
                        .formatted(newest))
                .remedy(
                        ("or a wheel of it, built once where its code may run: `pip wheel --no-deps --wheel-dir wheels %s==%s`, and "
                                        + "`./wheels/...whl` in `<requirements>` (-Dpyflink.requirements)")
                                .formatted(recipe.name(), version))
                .remedy("or a newer version of this plugin, which may know it")
                .source(checked());
    }

    private String checked() {
        return recipe.source() + ", checked " + recipe.checked();
    }

    private Problem problem(String code, String what) {
        return Problem.declaration(code, "the source distribution of `%s` %s".formatted(recipe.name(), what))
                .remedy("choose another version of it in `<requirements>` (-Dpyflink.requirements)")
                .source(checked());
    }
}
