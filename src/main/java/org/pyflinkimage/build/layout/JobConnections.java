package org.pyflinkimage.build.layout;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.job.AddedJars;
import org.pyflinkimage.job.SourceComments;
import org.pyflinkimage.job.TestFolders;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * What the job of an image and its declared settings say of databases and of classes of Java, and whether somebody has
 * its class path grow beyond the image's jars.
 *
 * @param files by the word after {@code jdbc:} in an address, what has one: a file of the job, or the name of a
 *     setting, of a variable or of an element
 * @param words those that were looked for and are in one of these
 * @param classes names of classes of Java, each with the first source that has it
 * @param catalogs types of catalogs that a source may make, each with the first that does
 * @param bringsJars whether jars may come from elsewhere
 */
record JobConnections(
        SortedMap<String, String> files,
        SortedSet<String> words,
        SortedMap<String, String> classes,
        SortedMap<String, String> catalogs,
        boolean bringsJars) {

    /** Addresses as they stand there; what is put together at run time is not seen. */
    private static final Pattern ADDRESS = Pattern.compile("\\bjdbc:([a-z0-9]{1,30}):");

    /** As texts have them, in values of options: three names at least, the last of which is a class's. */
    private static final Pattern CLASS = Pattern.compile(
            "(?<![A-Za-z0-9_$.])(?:[a-z][a-z0-9_]{0,40}\\.){2,12}[A-Z][A-Za-z0-9_]{0,100}(?:\\$[A-Za-z0-9_]{1,100})*");

    private static final Pattern CATALOG =
            Pattern.compile("['\"]type['\"]\\s*[=,:]\\s*['\"]([A-Za-z0-9_-]{1,50})['\"]");

    /** Other things have types as well. */
    private static final Pattern MAKES_CATALOGS =
            Pattern.compile("(?i:\\bcreate\\s+catalog\\b)|\\bcreate_catalog\\(|\\bCatalogDescriptor\\b");

    /** The variable whose lines the entrypoint adds to Flink's configuration. */
    private static final String VARIABLE = "FLINK_PROPERTIES";

    /** What tells of several containers. */
    private static final Pattern COMPOSE = Pattern.compile("compose[^/]*[.]ya?ml$");

    private static final Pattern SOURCE = Pattern.compile(".*\\.(?:py|sql)");

    /** Files that jobs read addresses from. */
    private static final Pattern SETTINGS = Pattern.compile(".*\\.(?:ya?ml|json|toml|ini|cfg|conf|env|properties)");

    /** A source of a job is seldom as long as this. Of settings, which may be data as well, a sixteenth is read. */
    private static final long LONGEST = 1 << 20;

    private static final long LONGEST_SETTINGS = LONGEST / 16;

    JobConnections {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        catalogs = Collections.unmodifiableSortedMap(new TreeMap<>(catalogs));
    }

    /** @param sought words that are looked for beside the addresses */
    static JobConnections of(ImageSpec spec, FileTree tree, Collection<String> sought) {
        SortedMap<String, String> files = new TreeMap<>();
        NavigableSet<String> words = new TreeSet<>();
        SortedMap<String, String> classes = new TreeMap<>();
        SortedMap<String, String> catalogs = new TreeMap<>();
        boolean brings = isConfigured(spec, tree) || AddedJars.areCommanded(spec);
        UnixPath folder = tree.realFolder(ImagePaths.USRLIB);
        Map<String, String> texts = new LinkedHashMap<>();
        for (FileTree.Entry entry : tree.entriesBelow(folder)) {
            String file = entry.path().relativeTo(folder);
            if (isRead(entry)
                    && !TestFolders.have(file)
                    && !COMPOSE.matcher(file).find()) {
                String text = withoutComments(file, tree.text(entry.path()).orElse(""));
                texts.put(file, text);
                brings |= AddedJars.areIn(text);
                if (SOURCE.matcher(file).matches()) {
                    CLASS.matcher(text).results().forEach(found -> classes.putIfAbsent(found.group(), file));
                    if (MAKES_CATALOGS.matcher(text).find()) {
                        CATALOG.matcher(text).results().forEach(found -> catalogs.putIfAbsent(found.group(1), file));
                    }
                }
            }
        }
        settingsOf(spec).forEach(texts::putIfAbsent);
        texts.forEach((name, text) -> {
            ADDRESS.matcher(text).results().forEach(found -> files.putIfAbsent(found.group(1), name));
            sought.stream().filter(text::contains).forEach(words::add);
        });
        return new JobConnections(files, words, classes, catalogs, brings);
    }

    private static String withoutComments(String file, String text) {
        return SOURCE.matcher(file).matches()
                ? SourceComments.removedFrom(text)
                : SourceComments.removedFromSettings(text);
    }

    private static boolean isRead(FileTree.Entry entry) {
        String name = entry.path().name();
        long longest = SOURCE.matcher(name).matches()
                ? LONGEST
                : SETTINGS.matcher(name).matches() ? LONGEST_SETTINGS : -1;
        return entry.node() instanceof RegularFile file && file.content().size() <= longest;
    }

    /** What is declared, by the names of settings and variables, and of elements. */
    private static Map<String, String> settingsOf(ImageSpec spec) {
        Map<String, String> settings = new LinkedHashMap<>(spec.flinkConfig());
        settings.putAll(spec.container().environment());
        spec.job().ifPresent(job -> settings.put("<arguments>", String.join("\n", job.arguments())));
        settings.put(
                "<entrypoint>", String.join("\n", spec.container().invocation().entrypoint()));
        settings.put(
                "<command>", String.join("\n", spec.container().invocation().command()));
        return settings;
    }

    private static boolean isConfigured(ImageSpec spec, FileTree tree) {
        Stream<String> files = Stream.of(ConfigurationFormat.values())
                .flatMap(format -> tree.text(ImagePaths.CONF.resolve(format.fileName())).stream());
        Stream<String> variable = Stream.of(spec.container().environment().getOrDefault(VARIABLE, ""));
        return namesJars(spec.flinkConfig()) || Stream.concat(files, variable).anyMatch(JobConnections::setsJars);
    }

    /** In either form, of which Flink's release reads one: what counts is whether somebody wrote it. */
    private static boolean setsJars(String configuration) {
        return Stream.of(ConfigurationFormat.values())
                .flatMap(format -> format.settingsOf(configuration).stream())
                .anyMatch(JobConnections::namesJars);
    }

    private static boolean namesJars(Map<String, String> settings) {
        return settings.entrySet().stream()
                .anyMatch(setting ->
                        AddedJars.isKey(setting.getKey()) && !setting.getValue().isBlank());
    }
}
