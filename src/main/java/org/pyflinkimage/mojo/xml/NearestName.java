package org.pyflinkimage.mojo.xml;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.value.Spelling;

/** What somebody meant who wrote another name: the one with the same meaning elsewhere, or the one with the fewest other letters. */
final class NearestName {

    /** What other tools call it, by our name. */
    private static final Map<String, Set<String>> MEANINGS = Map.ofEntries(
            Map.entry(
                    "connectors",
                    Set.of(
                            "jars",
                            "jar",
                            "plugins",
                            "plugin",
                            "dependency",
                            "libs",
                            "lib",
                            "libraries",
                            "artifacts",
                            "usrlib")),
            Map.entry(
                    "requirements",
                    Set.of("packages", "pythonpackages", "pythonrequirements", "wheels", "python.requirements")),
            Map.entry("groups", Set.of("group", "dependencygroup", "dependencygroups", "categories")),
            Map.entry("environment", Set.of("env", "envs", "environmentvariables", "variables", "envvars")),
            Map.entry(
                    "flinkConfig",
                    Set.of(
                            "config",
                            "conf",
                            "configuration",
                            "flinkconf",
                            "flinkconfiguration",
                            "flinkproperties",
                            "properties")),
            Map.entry("extraDirectories", Set.of("extradirectory", "extrafiles", "extradirs", "resources", "copy")),
            Map.entry("command", Set.of("cmd")),
            Map.entry("base", Set.of("baseimage", "from", "parent", "parentimage")),
            Map.entry("image", Set.of("name", "imagename", "repository", "imageref", "targetimage")),
            Map.entry("tags", Set.of("imagetags", "version")),
            Map.entry(
                    "job",
                    Set.of(
                            "jobs",
                            "script",
                            "main",
                            "pyfiles",
                            "code",
                            "app",
                            "application",
                            "files",
                            "scripts",
                            "python.files")),
            Map.entry("entry", Set.of("file", "script", "python", "mainfile")),
            Map.entry("module", Set.of("pymodule", "mainmodule", "pym")),
            Map.entry("arguments", Set.of("args", "arg", "argument", "programargs", "programarguments", "parameters")),
            Map.entry("sources", Set.of("source", "folder", "directory", "path", "dir", "src")),
            Map.entry(
                    "indexes",
                    Set.of(
                            "index",
                            "indexurl",
                            "extraindexurl",
                            "indexurls",
                            "extraindexurls",
                            "pypi",
                            "pypirepositories")),
            Map.entry("log4j", Set.of("logging", "loggers", "loglevel", "loglevels", "logger", "logs")),
            Map.entry(
                    "matrix",
                    Set.of(
                            "versions",
                            "flinkversion",
                            "javaversion",
                            "pythonversion",
                            "version",
                            "combinations",
                            "axes")),
            Map.entry("to", Set.of("output", "outputs", "target", "destination", "push", "registry", "outputtype")),
            Map.entry("builder", Set.of("engine", "docker", "dockerexecutable")),
            Map.entry("debianMirror", Set.of("mirror", "aptmirror", "ubuntumirror", "apt")),
            Map.entry("templates", Set.of("template", "templatefolder", "confdir", "configdir")),
            Map.entry("store", Set.of("cache", "cachedir", "cachedirectory")),
            Map.entry("output", Set.of("outputdirectory", "outputfolder", "results")));

    private NearestName() {}

    /** The nearest of the names that there are; empty where none is near. */
    static Optional<String> of(String written, Collection<String> known) {
        return byMeaning(written, known).or(() -> Spelling.nearest(word(written), known));
    }

    /** The one that other tools call so; empty where none is. */
    static Optional<String> byMeaning(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> MEANINGS.getOrDefault(name, Set.of()).contains(word(written)))
                .sorted()
                .findFirst();
    }

    private static String word(String written) {
        return written.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
