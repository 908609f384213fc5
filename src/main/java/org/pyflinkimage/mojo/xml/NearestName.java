package org.pyflinkimage.mojo.xml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
                            "dependencies",
                            "dependency",
                            "libs",
                            "lib",
                            "libraries",
                            "artifacts",
                            "usrlib")),
            Map.entry(
                    "requirements",
                    Set.of("pip", "packages", "pythonpackages", "pythonrequirements", "wheels", "python.requirements")),
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
            Map.entry("base", Set.of("baseimage", "from", "parent", "parentimage")),
            Map.entry("image", Set.of("name", "imagename", "repository", "imageref", "targetimage")),
            Map.entry("tags", Set.of("imagetags", "version")),
            Map.entry(
                    "job",
                    Set.of(
                            "jobs",
                            "script",
                            "main",
                            "entrypoint",
                            "pyfiles",
                            "code",
                            "app",
                            "application",
                            "files",
                            "scripts",
                            "python.files")),
            Map.entry("entry", Set.of("file", "module", "python", "mainfile")),
            Map.entry("sources", Set.of("source", "folder", "directory", "path", "dir", "src")),
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
        return byMeaning(written, known).or(() -> byLetters(word(written), known));
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

    /** The one that is spelled almost like it; empty where none is. */
    static Optional<String> byLetters(String written, Collection<String> known) {
        String word = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> distance(word, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(word, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3));
    }

    /** How many letters to put in, to take out or to change. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
