package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ProjectFiles;
import org.pyflinkimage.value.Problem;

/**
 * Tells files from packages among the words of {@code <requirements>}. Anybody may register a package by the name of a file, so that
 * nothing that is a file here, or looks like one, is asked for at an index.
 */
final class FileLikeness {

    private static final Pattern NAME = Pattern.compile("(?<name>[^\\s\\[;<>=!~@(,]+)(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern FILE =
            Pattern.compile("(?i).*(\\.(txt|toml|lock|whl|zip|tgz|tar(\\.\\w+)?)|[/\\\\].*)");
    private static final Pattern PERHAPS = Pattern.compile("(?i).*\\.(in|yaml|yml|cfg|py|ini|json)");

    private static final String OF_CONDA =
            "list what it names in a requirements.txt, by the names of the package index: `pip list --format=freeze`";
    private static final String OF_SETUP = "write what it requires once: `uv pip compile %s -o requirements.txt`";

    /** By the names of files that other tools keep requirements in, what makes a file of them that is read. */
    private static final Map<String, String> WAYS_OUT = Map.of(
            "pipfile",
            "let pipenv write it: `pipenv requirements > requirements.txt`",
            "pipfile.lock",
            "let pipenv write it: `pipenv requirements > requirements.txt`",
            "poetry.lock",
            "let Poetry write it: `poetry export -o requirements.txt`",
            "pdm.lock",
            "let PDM write it: `pdm export -o requirements.txt`",
            "setup.py",
            OF_SETUP.formatted("setup.py"),
            "setup.cfg",
            OF_SETUP.formatted("setup.cfg"),
            "environment.yml",
            OF_CONDA,
            "environment.yaml",
            OF_CONDA,
            "conda.yml",
            OF_CONDA,
            "conda.yaml",
            OF_CONDA);

    /** Packages that end like files. */
    private static final Set<String> PACKAGES =
            Set.of("ruamel.yaml", "discord.py", "web.py", "github3.py", "nextcord.py");

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
        return FILE.matcher(name).matches()
                || WAYS_OUT.containsKey(name.toLowerCase(Locale.ROOT))
                || (parts.group("rest").isBlank() && mayBeFile(name));
    }

    private boolean mayBeFile(String name) {
        boolean perhaps = PERHAPS.matcher(name).matches() && !PACKAGES.contains(name.toLowerCase(Locale.ROOT));
        return perhaps || (isPlain(name) && files.isFile(folder.resolve(name)));
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
                        "read are requirements.txt, pyproject.toml, uv.lock and pylock.toml, and each `.toml` with a `[project]` table");
        Optional<String> wayOut = Optional.ofNullable(WAYS_OUT.get(name.toLowerCase(Locale.ROOT)));
        if (wayOut.isPresent()) {
            return problem.remedy(wayOut.get()).remedy(Element.REQUIREMENTS.with(RequirementsDeclaration.DEFAULT_FILE));
        }
        if (name.endsWith(".whl")) {
            return problem.remedy("name a wheel by its package, too: `%s @ file:///path/to/%s`"
                            .formatted(name.replaceFirst("-.*", ""), name))
                    .remedy("or in a requirements file: `./path/to/%s`".formatted(name));
        }
        Problem named = problem.remedy(Element.REQUIREMENTS.with(RequirementsDeclaration.DEFAULT_FILE));
        return FILE.matcher(name).matches()
                ? named
                : named.why("it is taken for a file, and never asked for at a package index")
                        .remedy("where it is a package, name a version, too: `%s>=0`".formatted(name));
    }
}
