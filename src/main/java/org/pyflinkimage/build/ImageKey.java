package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.build.layout.ExtraLayout;
import org.pyflinkimage.build.layout.JobFiles;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Sha256;

/** The sum of all that shapes an image's files: images of one key are laid out the same way. */
record ImageKey(Sha256 sum) {

    /**
     * Files that the user brings, each kind in a tree of its own.
     *
     * @param job those of the job
     * @param extra those of extra directories
     */
    record OwnFiles(FileTree job, FileTree extra) {

        /** Those of a declared image, as they are now. */
        static OwnFiles of(ImageSpec spec) {
            return new OwnFiles(JobFiles.treeOf(spec.job()), ExtraLayout.treeOf(spec.extraDirectories()));
        }
    }

    /**
     * The key of a planned image.
     *
     * @param code what tells one build of this plugin from another
     * @param templates what tells the used templates from others
     * @param files that the user brings
     * @param dispensable distributions that nobody is warned of where they are missing
     */
    static ImageKey of(
            PlannedImage image, Sha256 code, String templates, OwnFiles files, Collection<String> dispensable) {
        ImageSpec spec = image.spec();
        List<String> parts = new ArrayList<>(List.of(code.hex(), templates, textOf(image.plan())));
        parts.add(spec.destination().compression().toString());
        parts.add(dispensable.size() + " dispensable");
        parts.addAll(new TreeSet<>(dispensable));
        // In no file, but it decides on what imports and libraries find, and warnings of that are remembered with the
        // image.
        Map<String, String> environment = ContainerSettings.of(spec).environment();
        parts.add(environment.getOrDefault("PYTHONPATH", ""));
        parts.add(environment.getOrDefault("LD_LIBRARY_PATH", ""));
        spec.flinkConfig().forEach((key, value) -> parts.addAll(List.of(key, value)));
        parts.add(spec.contents().places().size() + " places");
        new TreeMap<>(spec.contents().places())
                .forEach((jar, place) -> parts.addAll(List.of(jar.toString(), place.name())));
        parts.add(spec.logging().toString());
        Invocation invocation = spec.container().invocation();
        if (image.plan().base().isPresent()) {
            // What is told of the base's entrypoint, and who may write the image's configuration.
            parts.add("%s, %s words, %s"
                    .formatted(
                            invocation.whose(),
                            invocation.command().size(),
                            spec.container().user().orElse(ContainerUser.FLINK)));
        }
        spec.container().folders().all().forEach(folder -> parts.add("folder " + folder));
        spec.job().ifPresent(declared -> {
            parts.add(declared.entry().toString());
            // They are in the way out of a warning.
            parts.add("%s %s"
                    .formatted(declared.choice().includes(), declared.choice().excludes()));
            parts.add(declared.arguments().size() + " arguments");
            parts.addAll(declared.arguments());
            parts.add(declared.attachments().jars().size() + " jars");
            parts.addAll(declared.attachments().jars());
        });
        files.job().entries().forEach(entry -> parts.addAll(List.of(entry.path().value(), identityOf(entry))));
        parts.add(files.extra().entries().size() + " extra files");
        files.extra()
                .entries()
                .forEach(entry -> parts.addAll(List.of(
                        entry.path().value(), entry.node().owner().toString(), modeOf(entry), identityOf(entry))));
        return new ImageKey(Sha256.of(joined(parts)));
    }

    /** As a lock file of its own; from when the archives were shapes no file. */
    private static String textOf(Plan plan) {
        return LockFileCodec.write(new LockFile(new TreeMap<>(), List.of(plan.dated(ReleaseDates.none()))));
    }

    private static String modeOf(FileTree.Entry entry) {
        return Integer.toOctalString(entry.node().mode());
    }

    private static String identityOf(FileTree.Entry entry) {
        if (entry.node() instanceof RegularFile file) {
            return file.mode() + " " + file.content().identity();
        }
        return entry.node() instanceof SymbolicLink link ? "to " + link.target() : "";
    }

    /** Lengths keep one part from passing for two. */
    private static String joined(List<String> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.length()).append(' ').append(part));
        return text.toString();
    }
}
