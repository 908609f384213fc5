package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.elf.ElfFile;
import org.pyflinkimage.elf.ElfFile.NeededVersion;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.system.ParallelWork;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * The libraries that programs and libraries of an image need, held against those that it has. What packages of the system need is what
 * they depend on, so those are not read; nor is what a base brings.
 */
public final class NeededLibraries {

    private static final Pattern LIBRARY = Pattern.compile(".+\\.so(\\.[0-9].*)?");
    private static final Pattern GLIBC = Pattern.compile("GLIBC_([0-9]+\\.[0-9]+)(\\.[0-9]+)?");

    /** What starts Python has them in its process, wherever they lie: the interpreter itself, and the Java virtual machine. */
    private static final Pattern OF_THE_PROCESS = Pattern.compile("libpython[0-9.]+m?\\.so.*|lib(jvm|java|jli)\\.so");

    /** A driver has them, and what runs containers mounts that into those that are to have it: no package of the system does. */
    private static final Pattern OF_DRIVERS =
            Pattern.compile("lib(cuda|nvcuvid|nvidia-[a-z]+|cudadebugger)\\.so(\\.[0-9].*)?");

    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    /** How often a library is looked for in a folder: a hundredth serves a large image, and all of it ends in some seconds. */
    private static final long LOOKED_AT_MOST = 2_000_000;

    /** A file that may be a program or a library. */
    private record Candidate(UnixPath path, String owner, Content content) {}

    /** One that is. */
    private record Read(Candidate candidate, ElfFile elf) {}

    private final ImageSpec spec;
    private final Plan plan;
    private final FileTree tree;
    private final LibraryFolders folders;
    private final Map<String, MissingLibraries> missing = new TreeMap<>();
    private long looked;

    /** @param environment of the image's containers */
    public NeededLibraries(ImageSpec spec, Plan plan, FileTree tree, Map<String, String> environment) {
        this.spec = spec;
        this.plan = plan;
        this.tree = tree;
        this.folders = LibraryFolders.of(tree, spec, environment);
    }

    /** One for each distribution, jar or job that needs what the image has not. */
    public List<Problem> problems(ElfReadings readings) {
        Set<String> brought = brought();
        DefinedVersions defined = new DefinedVersions(readings);
        new ParallelWork("pyflink-elf", THREADS)
                .results(candidates().values(), files -> read(files, readings))
                .forEach(read -> read.forEach(one -> check(one, brought, defined)));
        Set<String> packages = new TreeSet<>(spec.packages());
        missing.values()
                .forEach(one -> packages.addAll(one.packages(plan.system().suite())));
        return missing.values().stream().map(one -> one.problem(plan, packages)).toList();
    }

    /** By what brought them. */
    private Map<String, List<Candidate>> candidates() {
        Map<String, List<Candidate>> candidates = new TreeMap<>();
        for (FileTree.Entry entry : tree.entries()) {
            if (entry.node() instanceof RegularFile file && isCandidate(entry, file)) {
                candidates
                        .computeIfAbsent(entry.origin().name(), name -> new ArrayList<>())
                        .add(new Candidate(entry.path(), entry.origin().name(), file.content()));
            }
        }
        return candidates;
    }

    private static List<Read> read(List<Candidate> candidates, ElfReadings readings) {
        List<Optional<ElfFile>> read =
                readings.of(candidates.stream().map(Candidate::content).toList());
        List<Read> sound = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            read.get(i).ifPresent(elf -> sound.add(new Read(candidate, elf)));
        }
        return sound;
    }

    private void check(Read read, Set<String> brought, DefinedVersions defined) {
        ElfFile elf = read.elf();
        if (elf.machine() != machine()) {
            return; // For another processor: nobody loads it here.
        }
        UnixPath path = read.candidate().path();
        List<String> own = folders.own(path, elf);
        looked += (long) (elf.needed().size() + elf.versions().size())
                * (own.size() + folders.usual().size());
        if (looked > LOOKED_AT_MOST) {
            return;
        }
        Interruption.requireNone();
        List<String> lacking = elf.needed().stream()
                .filter(name ->
                        !brought.contains(name) && !OF_DRIVERS.matcher(name).matches())
                .filter(name -> !folders.have(name, own))
                .toList();
        List<String> newer = elf.versions().stream()
                .map(NeededVersion::version)
                .filter(this::isNewer)
                .toList();
        List<NeededVersion> without = elf.versions().stream()
                .filter(needed -> !GLIBC.matcher(needed.version()).matches() && !brought.contains(needed.library()))
                .filter(needed -> folders.find(needed.library(), own)
                        .filter(library -> defined.isWithout(library, needed.version()))
                        .isPresent())
                .toList();
        if (!lacking.isEmpty() || !newer.isEmpty() || !without.isEmpty()) {
            missing.computeIfAbsent(read.candidate().owner(), MissingLibraries::new)
                    .add(path, lacking, newer, without);
        }
    }

    /**
     * The names of libraries that others than the system bring: a package's modules load its own, and those of packages that it
     * requires, before they are needed.
     */
    private Set<String> brought() {
        Set<String> names = new LinkedHashSet<>();
        for (FileTree.Entry entry : tree.entries()) {
            String name = entry.path().name();
            if (isOfOthers(entry)
                    ? LIBRARY.matcher(name).matches()
                    : OF_THE_PROCESS.matcher(name).matches()) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean isNewer(String version) {
        Matcher form = GLIBC.matcher(version);
        return form.matches()
                && GlibcVersion.parse(form.group(1))
                        .filter(needed -> needed.compareTo(plan.system().glibc()) > 0)
                        .isPresent();
    }

    private int machine() {
        return spec.combination().platform() == Platform.LINUX_AMD64 ? ElfFile.X86_64 : ElfFile.AARCH64;
    }

    private static boolean isOfOthers(FileTree.Entry entry) {
        LayerKind kind = entry.origin().kind();
        return !kind.isOfSystem() && kind != LayerKind.BASE;
    }

    private static boolean isCandidate(FileTree.Entry entry, RegularFile file) {
        return isOfOthers(entry)
                && (LIBRARY.matcher(entry.path().name()).matches()
                        || ((file.mode() & 0111) != 0
                                && entry.path().parent().name().equals("bin")));
    }
}
