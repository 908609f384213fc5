package org.pyflinkimage.resolve.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.python.Metadata;

/** What is read of the settings of a folder of sources, for tests that know no more than the text. */
public final class ParsedSettings {

    private ParsedSettings() {}

    /** Reads a {@code setup.cfg}, in a folder that has nothing else. */
    public static void setupCfg(String text) {
        SetupCfg cfg = SetupCfg.parse(text);
        cfg.isOfDistribution();
        refused(() -> CommandSettings.requireNone(cfg));
        refused(() -> {
            FolderFiles files = new FolderFiles(Nothing.FOLDER);
            new StandardDescription(files, cfg.toPyproject(files).path("project"), Backend.LICENSES).read();
        });
        refused(() -> {
            FolderFiles files = new FolderFiles(Nothing.FOLDER);
            new SetuptoolsLayout(files, cfg.toPyproject(files).at("/tool/setuptools")).chosen();
        });
    }

    /** Reads the {@code setup.py} of a source distribution that has nothing else. */
    public static void setupPy(String text) {
        Metadata said = Metadata.parse("Name: acme\nVersion: 1.0\n").orElseThrow();
        refused(() -> new SetupArguments(
                        SetupScript.arguments(new FolderFiles(Nothing.FOLDER), text),
                        new PublishedMetadata(said, List.of(), ""))
                .toPyproject());
    }

    /** Reads a {@code MANIFEST.in}, and what it lets in of some files. */
    public static void manifest(String text) {
        Set<String> files = Set.of("acme/__init__.py", "acme/data/a.txt", "acme/data/b c.json", "README.md");
        refused(() -> ManifestTemplate.parse(text).chosen(new TreeSet<>(files), new TreeSet<>(), new Comparisons()));
    }

    /** Reads what stands in the text of a module. */
    public static void module(String text) {
        ModuleText module = new ModuleText(text);
        module.assigned("__version__");
        module.version();
        module.docstring();
    }

    private static void refused(Runnable reading) {
        try {
            reading.run();
        } catch (NeedsRunning e) {
            if (e.reason().isBlank()) {
                throw new AssertionError("refused without a reason", e);
            }
        }
    }

    /** Made when it is needed: others need not wait for it. */
    private static final class Nothing {

        static final Path FOLDER = empty();

        private static Path empty() {
            try {
                Path folder = Files.createTempDirectory("nothing");
                folder.toFile().deleteOnExit();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
