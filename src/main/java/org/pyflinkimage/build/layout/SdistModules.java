package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SdistReader;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Which modules may come of a source distribution that a builder builds, by what lies in it; nothing of it runs. A module has its name
 * from a file or a folder; one that is compiled, or that comes from a folder of another name, is named by whatever builds it.
 */
final class SdistModules implements SdistReader.FileVisitor {

    /** What setuptools put down when the distribution was published: all that is imported of it, a line each. */
    private static final Pattern LIST = Pattern.compile("(?:[^/]+/)?([^/]+)\\.egg-info/top_level\\.txt");

    /** What says how something is built, or may be asked by what does. */
    private static final Pattern OF_BUILDS =
            Pattern.compile("(?:.*/)?(?:.+\\.(?:py|pyx|cfg|toml|build|bazel|cmake)|CMakeLists\\.txt|BUILD)");

    private static final Pattern WORD = Pattern.compile("[\\w-]+");

    /** A text of more bytes is nothing that somebody wrote to have a package built. */
    private static final int BYTES_AT_MOST = 1 << 20;

    /** Of all of them together. */
    private static final long ALL_AT_MOST = 64L << 20;

    /** Different ones, of what texts say and of the names of files; a text of a megabyte adds half as many at most. */
    private static final int WORDS_AT_MOST = 200_000;

    private final NormalizedName name;
    private final Set<String> names = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private long left = ALL_AT_MOST;
    private boolean listed;
    private boolean wordy;
    private boolean unclear;

    private SdistModules(NormalizedName name) {
        this.name = name;
        takeWords(name.value());
    }

    /** Looks into one; where that cannot be read, any module may come of it. */
    static SdistModules read(Sdist sdist, Path file) {
        SdistModules modules = new SdistModules(sdist.name());
        try {
            SdistReader.strict(sdist.title(), file).forEachFile(modules);
        } catch (IOException | PyFlinkException e) {
            modules.unclear = true; // Whoever builds it will see.
        }
        return modules;
    }

    /** Whether a module of this name, the first part of a longer one, may be in what is installed. */
    boolean mayHave(String module) {
        return unclear || names.contains(module) || (!listed && (wordy || words.contains(module)));
    }

    @Override
    public void visit(String path, boolean executable, InputStream stream) throws IOException {
        takeNames(path);
        Matcher list = LIST.matcher(path);
        if (list.matches() && NormalizedName.normalized(list.group(1)).equals(name.value())) {
            listed = true;
            String lines = new String(stream.readNBytes(BYTES_AT_MOST), StandardCharsets.UTF_8);
            lines.lines().map(String::strip).forEach(this::takeName);
        } else if (OF_BUILDS.matcher(path).matches()) {
            takeWords(text(stream));
        }
    }

    @Override
    public void link(String path, String target, boolean symbolic) {
        takeNames(path);
    }

    private void takeNames(String path) {
        // Python reads such a file, which may lead anywhere.
        unclear |= path.endsWith(".pth");
        Stream.of(path.split("/", -1))
                .map(part -> part.replaceFirst("\\..*", ""))
                .forEach(this::takeName);
    }

    /** Nobody wrote so many, so that nobody knows what comes of them. */
    private void takeName(String module) {
        unclear |= names.size() > WORDS_AT_MOST;
        if (!unclear) {
            names.add(module);
        }
    }

    private void takeWords(String text) {
        Matcher word = WORD.matcher(text);
        wordy |= words.size() > WORDS_AT_MOST;
        while (!wordy && word.find()) {
            // What is called `my-package` is imported as `my_package`.
            words.add(word.group().replace('-', '_'));
            words.addAll(List.of(word.group().split("-", -1)));
        }
    }

    private String text(InputStream stream) throws IOException {
        byte[] bytes = wordy ? new byte[0] : stream.readNBytes(BYTES_AT_MOST + 1);
        left -= bytes.length;
        wordy |= bytes.length > BYTES_AT_MOST || left < 0;
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
