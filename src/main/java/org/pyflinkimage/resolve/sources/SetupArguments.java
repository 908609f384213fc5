package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.resolve.sources.ScriptValue.Found;
import org.pyflinkimage.resolve.sources.ScriptValue.Sequence;
import org.pyflinkimage.resolve.sources.ScriptValue.Table;
import org.pyflinkimage.resolve.sources.ScriptValue.Text;
import org.pyflinkimage.resolve.sources.ScriptValue.Word;

/**
 * What {@code setup()} is given, in the form of a {@code pyproject.toml} that says the same. What only describes a distribution is
 * taken from its PKG-INFO where the script computes it; what decides on files and requirements has to stand there.
 *
 * @param arguments by name
 */
record SetupArguments(Map<String, ScriptValue> arguments, PublishedMetadata published) {

    private static final Set<String> DESCRIBING = SetupCfg.describing("download_url");

    private static final Set<String> DECIDING = Set.of(
            "packages",
            "package_dir",
            "package_data",
            "exclude_package_data",
            "include_package_data",
            "py_modules",
            "install_requires",
            "extras_require",
            "python_requires",
            "entry_points",
            "scripts",
            "license_file",
            "license_files");

    /** What no wheel is made with. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "zip_safe",
            "tests_require",
            "test_suite",
            "test_loader",
            "dependency_links",
            "eager_resources",
            "bugtrack_url");

    /** Commands that no wheel is made by. */
    private static final Set<String> OTHER_COMMANDS = Set.of(
            "test",
            "tests",
            "pytest",
            "tox",
            "upload",
            "publish",
            "release",
            "register",
            "clean",
            "lint",
            "flake8",
            "coverage",
            "docs",
            "build_sphinx",
            "upload_docs",
            "upload_sphinx");

    /** @throws NeedsRunning where it says what only setuptools knows */
    ObjectNode toPyproject() {
        arguments.forEach(SetupArguments::requireKnown);
        ObjectNode pyproject = Toml.empty();
        ObjectNode project = pyproject.putObject("project");
        project.put("name", published.name()).put("version", published.version());
        requireSame("name", published.name());
        requireSame("version", published.version());
        describe(project);
        requirements(project);
        entryPoints(project);
        settings(pyproject.putObject("tool").putObject("setuptools"));
        List<String> licenses = texts(arguments.containsKey("license_files") ? "license_files" : "license_file");
        if (!licenses.isEmpty()) {
            licenses.forEach(project.putArray("license-files")::add);
        }
        return pyproject;
    }

    /** The files that become commands. */
    List<String> scripts() {
        return texts("scripts");
    }

    private static void requireKnown(String name, ScriptValue value) {
        if (DESCRIBING.contains(name) || WITHOUT_EFFECT.contains(name)) {
            return;
        }
        if (DECIDING.contains(name)) {
            if (!value.isLiteral()) {
                throw new NeedsRunning("the `%s` of its `setup.py` is not written down literally".formatted(name));
            }
            return;
        }
        if (name.matches("[0-9].*|\\*\\*")) {
            throw new NeedsRunning("its `setup.py` gives `setup()` something without a name");
        }
        boolean harmless = value.isEmpty()
                || (name.equals("cmdclass")
                        && value instanceof Table table
                        && OTHER_COMMANDS.containsAll(table.values().keySet()))
                || (name.equals("setup_requires") && isOfSetuptools(value));
        if (!harmless) {
            throw new NeedsRunning("its `setup.py` has `%s`, which only running it would tell of".formatted(name));
        }
    }

    private static boolean isOfSetuptools(ScriptValue value) {
        return value.isLiteral()
                && lines(value).stream()
                        .allMatch(text -> Set.of("setuptools", "wheel")
                                .contains(Description.requirement(text).name().value()));
    }

    /** What stands there, and is something else than what was published, was not what it was published with. */
    private void requireSame(String key, String known) {
        ScriptValue value = arguments.getOrDefault(key, ScriptValue.unknown());
        if (value instanceof Text text && !published.isSame(key, text.text())) {
            throw new NeedsRunning("its `setup.py` has the %s `%s`, and its PKG-INFO `%s`"
                    .formatted(key, FolderFiles.shortened(text.text()), known));
        }
    }

    private void describe(ObjectNode project) {
        project.put("description", text("description", "Summary").strip().replaceFirst("(?s)\\n.*", ""));
        project.put("home-page", text("url", "Home-page"));
        project.put("download-url", text("download_url", "Download-URL"));
        people(project.putArray("authors"), text("author", "Author"), text("author_email", "Author-email"));
        people(
                project.putArray("maintainers"),
                text("maintainer", "Maintainer"),
                text("maintainer_email", "Maintainer-email"));
        String license = text("license", "License");
        if (!license.isEmpty()) {
            project.putObject("license").put("text", license);
        }
        list("classifiers", "Classifier").forEach(project.putArray("classifiers")::add);
        list("platforms", "Platform").forEach(project.putArray("platforms")::add);
        list("keywords", "Keywords").forEach(project.putArray("keywords")::add);
        String pythons = text("python_requires", "Requires-Python");
        if (!pythons.isEmpty()) {
            project.put("requires-python", pythons);
        }
        urls(project);
        String readme = arguments.get("long_description") instanceof Text text
                ? text.text()
                : arguments.containsKey("long_description") ? published.description() : "";
        if (!readme.isEmpty()) {
            project.putObject("readme")
                    .put("text", readme)
                    .put("content-type", text("long_description_content_type", "Description-Content-Type"));
        }
    }

    private void urls(ObjectNode project) {
        ScriptValue value = arguments.getOrDefault("project_urls", new Word("None"));
        if (value instanceof Table table && value.isLiteral()) {
            ObjectNode urls = project.putObject("urls");
            table.values().forEach((name, url) -> urls.put(name, ofText("project_urls", url)));
        } else if (!value.isEmpty()) {
            published.all("Project-URL").forEach(line -> {
                String[] sides = line.split(",", 2);
                project.withObject("/urls").put(sides[0].strip(), sides[sides.length - 1].strip());
            });
        }
    }

    /** A text that stands there, or, where it is computed, that of PKG-INFO; none where nothing is given. */
    private String text(String key, String field) {
        ScriptValue value = arguments.getOrDefault(key, new Word("None"));
        return value instanceof Text text
                ? text.text()
                : value.isEmpty() ? "" : String.join(", ", published.all(field));
    }

    private List<String> list(String key, String field) {
        ScriptValue value = arguments.getOrDefault(key, new Word("None"));
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.isLiteral()) {
            return published.all(field);
        }
        return value instanceof Text text
                ? Stream.of(text.text().split(",", -1)).map(String::strip).toList()
                : texts(key);
    }

    private static void people(ArrayNode people, String name, String address) {
        if (!name.isEmpty()) {
            people.addObject().put("name", name);
        }
        if (!address.isEmpty()) {
            people.addObject().put("email", address);
        }
    }

    private void requirements(ObjectNode project) {
        ArrayNode dependencies = project.putArray("dependencies");
        lines(argument("install_requires")).forEach(dependencies::add);
        ScriptValue extras = argument("extras_require");
        if (extras.isEmpty()) {
            return;
        }
        if (!(extras instanceof Table table)) {
            throw new NeedsRunning("the `extras_require` of its `setup.py` is no table");
        }
        table.values().forEach((key, value) -> {
            String[] sides = key.split(":", 2);
            ArrayNode list = sides[0].isEmpty()
                    ? dependencies
                    : array(project.withObject("/optional-dependencies"), sides[0].strip());
            lines(value).forEach(line -> list.add(sides.length < 2 ? line : with(line, sides[1].strip())));
        });
    }

    /** A list by any name, which {@code withArray} would take for a path. */
    private static ArrayNode array(ObjectNode table, String name) {
        return table.path(name) instanceof ArrayNode known ? known : table.putArray(name);
    }

    private static String with(String requirement, String marker) {
        String[] sides = requirement.split(";", 2);
        return sides.length < 2
                ? sides[0] + "; " + marker
                : "%s; (%s) and (%s)".formatted(sides[0], marker, sides[1].strip());
    }

    private void entryPoints(ObjectNode project) {
        ScriptValue value = argument("entry_points");
        if (value.isEmpty()) {
            return;
        }
        Map<String, List<String>> groups = new LinkedHashMap<>();
        if (value instanceof Table table) {
            table.values().forEach((group, lines) -> groups.put(group, lines(lines)));
        } else if (value instanceof Text text) {
            SetupCfg.parse(text.text().lines().map(String::strip).collect(Collectors.joining("\n")))
                    .sections()
                    .forEach((group, lines) -> groups.put(
                            group,
                            lines.entrySet().stream()
                                    .map(it -> it.getKey() + " = " + it.getValue())
                                    .toList()));
        } else {
            throw new NeedsRunning("the `entry_points` of its `setup.py` are no table");
        }
        groups.forEach((group, lines) -> {
            ObjectNode references = project.withObject("/entry-points").putObject(group);
            for (String line : lines) {
                String[] sides = line.split("=", 2);
                references.put(sides[0].strip(), sides[sides.length - 1].strip());
            }
        });
    }

    private void settings(ObjectNode settings) {
        ScriptValue included = argument("include_package_data");
        settings.put("include-package-data", !included.isEmpty() && !included.equals(new Word("0")));
        ScriptValue packages = argument("packages");
        if (packages instanceof Found found) {
            find(settings.putObject("packages").putObject("find"), found);
        } else if (!packages.equals(new Word("None"))) {
            texts("packages").forEach(settings.putArray("packages")::add);
        }
        if (!argument("py_modules").equals(new Word("None"))) {
            texts("py_modules").forEach(settings.putArray("py-modules")::add);
        }
        if (argument("package_dir") instanceof Table table) {
            ObjectNode folders = settings.putObject("package-dir");
            table.values().forEach((name, folder) -> folders.put(name, ofText("package_dir", folder)));
        }
        for (String key : List.of("package_data", "exclude_package_data")) {
            if (argument(key) instanceof Table table) {
                table.values()
                        .forEach((name, patterns) -> lines(patterns)
                                .forEach(array(settings.withObject("/" + key.replace('_', '-')), name)::add));
            }
        }
    }

    private static void find(ObjectNode find, Found found) {
        find.put("namespaces", found.namespaces());
        found.arguments().forEach((name, value) -> {
            String key =
                    name.equals("0") ? "where" : name.equals("1") ? "exclude" : name.equals("2") ? "include" : name;
            if (!Set.of("where", "exclude", "include").contains(key)) {
                throw new NeedsRunning("its `setup.py` finds packages by `%s`".formatted(name));
            }
            lines(value).forEach(find.putArray(key)::add);
        });
    }

    private ScriptValue argument(String key) {
        return arguments.getOrDefault(key, new Word("None"));
    }

    private List<String> texts(String key) {
        return lines(argument(key));
    }

    /** The texts of a list, or the lines of a text, without empty ones and comments. */
    private static List<String> lines(ScriptValue value) {
        if (value.isEmpty()) {
            return List.of();
        }
        Stream<String> texts = value instanceof Sequence sequence
                ? sequence.values().stream().flatMap(each -> ofText("", each).lines())
                : ofText("", value).lines();
        return texts.map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String ofText(String key, ScriptValue value) {
        if (value instanceof Text text) {
            return text.text();
        }
        throw new NeedsRunning(
                key.isEmpty()
                        ? "its `setup.py` has something else where texts stand"
                        : "the `%s` of its `setup.py` has something else where texts stand".formatted(key));
    }
}
