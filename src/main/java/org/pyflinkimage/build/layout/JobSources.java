package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.python.ImportStatement;
import org.pyflinkimage.python.ImportStatement.Need;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.PathChanges;
import org.pyflinkimage.python.PythonSource;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * What is imported on the way from what a job runs through its own modules, so that tools and tests beside them say nothing. The surest
 * ways are gone first; each module is read once.
 */
final class JobSources {

    /** Of the job changing the path on the changed path: more than anybody writes. */
    private static final int MOST_CHANGES = 10;

    /** What Python takes for a module; a file name is not longer. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,200}$)[\\p{L}\\p{N}_]+(\\.[\\p{L}\\p{N}_]+)*");

    private final ModulePath modules;
    private final PriorityQueue<Open> open = new PriorityQueue<>(Comparator.comparing(Open::need));
    private final Map<String, Need> reached = new HashMap<>();
    private final Set<UnixPath> seen = new HashSet<>();
    private final List<Import> imports = new ArrayList<>();
    private final Set<UnixPath> added = new LinkedHashSet<>();
    private boolean clear = true;
    private boolean workersDiffer;

    /**
     * A file of the job.
     *
     * @param packageName that it belongs to; empty for none
     * @param main whether it is what is run
     */
    record Source(UnixPath path, String packageName, boolean main) {

        /** From the job's folder on. */
        String shown() {
            return path.relativeTo(ImagePaths.USRLIB);
        }
    }

    /**
     * An import in one of the files.
     *
     * @param module its whole name; empty where its dots lead out of all packages
     */
    record Import(Source source, ImportStatement statement, String module, Need need) {

        /** Whether the file belongs to no package that the import could be relative to, or to fewer than it has dots. */
        boolean isOutside() {
            return statement.level() > 0 && module.isEmpty();
        }
    }

    /** A module that is to be read. */
    private record Open(String module, Need need) {}

    private JobSources(ModulePath modules) {
        this.modules = modules;
    }

    /** Begins with what is run, on the path as the job itself changes it. */
    static JobSources of(ModulePath modules, JobEntry entry) {
        Set<UnixPath> added = new LinkedHashSet<>();
        for (int changes = 0; changes < MOST_CHANGES; changes++) {
            JobSources sources = new JobSources(modules.with(added));
            sources.readFrom(entry);
            if (!added.addAll(sources.added)) {
                return sources;
            }
        }
        JobSources unclear = new JobSources(modules);
        unclear.clear = false;
        return unclear;
    }

    private void readFrom(JobEntry entry) {
        UnixPath file = ImagePaths.USRLIB.resolve(entry.file());
        if (entry instanceof JobEntry.Module module) {
            reach(module.name(), Need.ALWAYS);
            String folder = module.name() + ".__main__";
            reach(folder, Need.ALWAYS);
        } else {
            modules.script(file).ifPresent(found -> read(new Source(file, "", true), found.text(), Need.ALWAYS));
        }
        while (!open.isEmpty()) {
            Open next = open.remove();
            readModule(next.module(), next.need(), file);
        }
    }

    private void readModule(String name, Need need, UnixPath main) {
        for (ModulePath.Source found : modules.sources(name, ImagePaths.USRLIB)) {
            boolean whole = found.file().endsWith("/__init__.py");
            String above = name.substring(0, Math.max(0, name.lastIndexOf('.')));
            UnixPath path = found.path();
            read(new Source(path, whole ? name : above, path.equals(main)), found.text(), need);
        }
    }

    private void read(Source source, String text, Need need) {
        if (!seen.add(source.path())) {
            return;
        }
        PythonSource python = PythonSource.parse(text);
        PathChanges changes = python.pathChanges(source.path());
        added.addAll(changes.folders());
        clear &= changes.isClear();
        workersDiffer |= changes.workersDiffer();
        python.imports(source.main())
                .forEach(found -> take(source, found, found.need().within(need)));
    }

    private void take(Source source, ImportStatement found, Need need) {
        Import taken = new Import(source, found, absolute(source, found), need);
        if (need != Need.SOMETIMES) {
            imports.add(taken);
        }
        if (taken.isOutside()) {
            return;
        }
        String module = taken.module();
        boolean own = module.isEmpty() || reach(module, need);
        if (own) {
            found.names().forEach(name -> reach(module.isEmpty() ? name : module + "." + name, need));
        }
    }

    /** The module's whole name; empty where the dots lead out of all packages. */
    private static String absolute(Source source, ImportStatement found) {
        if (found.level() == 0) {
            return found.module();
        }
        List<String> above = source.packageName().isEmpty()
                ? List.of()
                : List.of(source.packageName().split("\\."));
        if (found.level() > above.size()) {
            return "";
        }
        String name = String.join(".", above.subList(0, above.size() - found.level() + 1));
        return found.module().isEmpty() ? name : name + "." + found.module();
    }

    /** Opens the job's own files of a module and of the packages above it; tells whether it is one of the job. */
    private boolean reach(String module, Need need) {
        if (!isName(module)) {
            return false;
        }
        for (int end = module.indexOf('.'); ; end = module.indexOf('.', end + 1)) {
            String name = end < 0 ? module : module.substring(0, end);
            Need before = reached.get(name);
            if (before == null && !modules.has(name, ImagePaths.USRLIB)) {
                return false;
            }
            if (before == null || before.compareTo(need) > 0) {
                reached.put(name, need);
                open.add(new Open(name, need));
            }
            if (end < 0) {
                return true;
            }
        }
    }

    static boolean isName(String module) {
        return NAME.matcher(module).matches();
    }

    /** Those that may not fail. */
    Collection<Import> imports() {
        return List.copyOf(imports);
    }

    /** On which the job finds modules. */
    ModulePath modules() {
        return modules;
    }

    /** Whether the path is known, as far as the job changes it. */
    boolean isClear() {
        return clear;
    }

    /** Whether the job gives its workers packages or files that the image does not have. */
    boolean workersDiffer() {
        return workersDiffer;
    }
}
