package org.pyflinkimage.spec;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name that may be a file's where a package is asked for. Anybody may register a package by the name of a file, so that what looks
 * like one is not asked for at an index.
 *
 * @param name without extras, versions and marker
 */
public record FileLikeName(String name) {

    private static final Pattern FILE =
            Pattern.compile("(?i).*(\\.(txt|toml|lock|whl|zip|tgz|tar(\\.\\w+)?)|[/\\\\].*)");
    private static final Pattern PERHAPS = Pattern.compile("(?i).*\\.(in|yaml|yml|cfg|py|ini|json)");

    private static final String OF_CONDA =
            "list what it names in a requirements.txt, by the names of the package index: `pip list --format=freeze`";
    private static final String OF_SETUP = "write what it requires once: `uv pip compile %s -o requirements.txt`";

    /** By the names of files that other tools keep requirements in, what makes a file of them that is read. */
    private static final Map<String, String> WAYS_OUT = Map.of(
            "pipfile",
            "name its lock file, `Pipfile.lock`, which `pipenv lock` writes",
            "pdm.lock",
            "let PDM write it: `pdm export --prod -o requirements.txt`",
            "setup.py",
            OF_SETUP.formatted("setup.py"),
            "setup.cfg",
            OF_SETUP.formatted("setup.cfg") + ", with a `setup.py` or a `pyproject.toml` beside it",
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

    /** Whether it is a file's, whatever stands after it. */
    public boolean isFile() {
        return isOfAKind() || wayOut().isPresent();
    }

    /** Whether it ends like files that are read, or is a path. */
    public boolean isOfAKind() {
        return FILE.matcher(name).matches();
    }

    /** Whether it may be a file's, where nothing stands after it that only a package has. */
    public boolean mayBeFile() {
        return isFile() || (PERHAPS.matcher(name).matches() && !PACKAGES.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** What makes a file that is read of one of another tool's. */
    public Optional<String> wayOut() {
        return Optional.ofNullable(WAYS_OUT.get(name.toLowerCase(Locale.ROOT)));
    }
}
