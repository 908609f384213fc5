package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.FileLikeName;
import org.pyflinkimage.spec.ProjectFiles;
import org.pyflinkimage.value.Problem;

/**
 * Tells files from packages among the words of {@code <requirements>}. Anybody may register a package by the name of a file, so that
 * nothing that is a file here, or looks like one, is asked for at an index.
 */
final class FileLikeness {

    private static final Pattern NAME = Pattern.compile("(?<name>[^\\s\\[;<>=!~@(,]+)(?<rest>.*)", Pattern.DOTALL);
    private final Path folder;
    private final ProjectFiles files;

    /** @param folder of the declaration */
    FileLikeness(Path folder, ProjectFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Whether a word is a file, whatever else could be read from it. */
    boolean isFile(String text) {
        Matcher parts = NAME.matcher(text.strip());
        if (!parts.matches()
                || text.startsWith("-")
                || parts.group("rest").strip().startsWith("@")) {
            return false;
        }
        String name = parts.group("name");
        FileLikeName like = new FileLikeName(name);
        return like.isFile() || (parts.group("rest").isBlank() && (like.mayBeFile() || isThere(name)));
    }

    private boolean isThere(String name) {
        return isPlain(name) && files.isFile(folder.resolve(name));
    }

    /** What every system takes as the name of a file. */
    private static boolean isPlain(String name) {
        return name.matches("[A-Za-z0-9._-]+");
    }

    /** {@code PYF-021}: a file that is not read, with what to name in its place. */
    static Problem unread(String text) {
        String name = text.replaceFirst("[\\s\\[;<>=!~@(,].*", "").replaceFirst(".*[/\\\\]", "");
        Problem problem = Problem.declaration(
                        "PYF-021", "`%s` in `<requirements>` is no kind of file that is read".formatted(text))
                .why(
                        "read are requirements.txt, pyproject.toml, uv.lock, pylock.toml, poetry.lock and Pipfile.lock, and each `.toml` with a `[project]` or a `[dependency-groups]` table");
        Optional<String> wayOut = new FileLikeName(name).wayOut();
        if (wayOut.isPresent()) {
            return problem.remedy(wayOut.get()).remedy(Element.REQUIREMENTS.with(RequirementsDeclaration.DEFAULT_FILE));
        }
        if (name.endsWith(".whl")) {
            return problem.remedy("name a wheel by its package, too: `%s @ file:///path/to/%s`"
                            .formatted(name.replaceFirst("-.*", ""), name))
                    .remedy("or in a requirements file: `./path/to/%s`".formatted(name));
        }
        if (text.matches("[\\w./\\\\-]*[/\\\\][\\w-]*[/\\\\]?")) {
            return problem.remedy("name a folder of sources in a requirements file, one of `<requirements>`: `./%s`"
                            .formatted(text.replace('\\', '/').replaceFirst("^\\./", "")))
                    .remedy(Element.REQUIREMENTS.with(RequirementsDeclaration.DEFAULT_FILE));
        }
        Problem named = problem.remedy(Element.REQUIREMENTS.with(RequirementsDeclaration.DEFAULT_FILE));
        return new FileLikeName(name).isOfAKind()
                ? named
                : named.why("it is taken for a file, and never asked for at a package index")
                        .remedy("where it is a package, name a version, too: `%s>=0`".formatted(name));
    }
}
