package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.IncompleteSystem;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.OpenImage;
import org.pyflinkimage.inspect.OtherPlatforms;
import org.pyflinkimage.inspect.Pin;
import org.pyflinkimage.inspect.inventory.AptFiles;
import org.pyflinkimage.inspect.inventory.CLibrary;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.inspect.inventory.PythonHome;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Once;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;
import org.pyflinkimage.value.Visible;

/**
 * The bases that this plugin puts its layers upon: looked up when they are locked, and had by their digests from then on, out of the
 * store where it has them.
 */
public final class LayeredBases {

    private final BaseReading reader;
    private final BuildLog log;
    private final Map<String, Looked> looked = new HashMap<>();

    /** A base as its name leads to it now. */
    private record Looked(Inventory has, ImageView files, Pin pin, Once<AptSetup> apt, Once<Boolean> hasCrypt) {

        FoundLayers layers(ImageSpec spec) {
            return FoundLayers.of(spec, has, files, hasCrypt, Set.of());
        }
    }

    public LayeredBases(BaseReading reader, BuildLog log) {
        this.reader = reader;
        this.log = log;
    }

    /**
     * Looks a spec's base up where its name leads now.
     *
     * @param severities how grave the declaration takes what is found; without a known glibc nothing is chosen, whatever it says
     * @throws PyFlinkException {@code PYF-911} to {@code PYF-915}, {@code PYF-921}, {@code PYF-924}, {@code PYF-925}, {@code PYF-934}, {@code PYF-938} and {@code PYF-939} where it cannot be
     *     built upon, {@code PYF-926} where it cannot be asked for, {@code PYF-935} where no Python is known for it
     */
    public ChosenBase choose(ImageSpec spec, UnaryOperator<List<Problem>> severities) {
        Combination wanted = spec.combination();
        Looked found = look(declared(spec), wanted.platform());
        Optional<GlibcVersion> glibc = found.has().libc().flatMap(CLibrary::glibc);
        // Which wheels are taken is decided by it: nothing can be locked without.
        UnaryOperator<List<Problem>> judged = glibc.isPresent() ? severities : problems -> problems;
        LayeredNeeds needs = LayeredNeeds.of(spec, found.layers(spec), judged);
        FoundLayers bare = needs.base();
        Optional<StandaloneFile> interpreter = needs.interpreter(spec);
        NavigableSet<String> comes = needs.packages(spec);
        PyFlinkException.throwIfAny(Stream.concat(
                        needs.left(comes, judged).stream(), Supplies.uninstallable(bare, spec.packages()).stream())
                .toList());
        LockedBase locked =
                new LockedBase(bare.name(), found.pin().digest(), found.pin().size(), java(bare), python(bare));
        SystemVersions system = new SystemVersions(
                suite(found.has()),
                glibc.orElseThrow(),
                bare.python()
                        .own()
                        .flatMap(PythonHome::release)
                        .or(() -> interpreter.map(file -> file.build().version()))
                        // A package says it when it is chosen.
                        .orElseGet(() -> new PythonVersion(wanted.python(), 0)),
                ReleaseDates.none(),
                Optional.of(locked));
        return new ChosenBase(
                system,
                interpreter,
                Supplies.suiteOf(bare).filter(suite -> !comes.isEmpty()).map(suite -> further(comes, found, wanted)),
                BuilderWay.isOpen(spec, found.has()));
    }

    /**
     * What a build upon a spec's base would tell of it, without any build: out of a file or a folder, out of what the store has of a
     * locked one, or else from where it is declared to be.
     *
     * @param plan the locked one; empty where none answers the spec
     * @param mayAsk whether a registry or a daemon is asked
     * @param severities how grave the declaration takes what is found
     * @return empty where it would have to be asked for
     * @throws PyFlinkException where it cannot be had
     */
    public Optional<List<Problem>> problems(
            ImageSpec spec, Optional<Plan> plan, boolean mayAsk, UnaryOperator<List<Problem>> severities) {
        DeclaredBase base = declared(spec);
        boolean isWithinReach = base.image() instanceof ArchivedImage || (mayAsk && !reader.isOutOfReach(base));
        Optional<Plan> locked = plan.filter(known -> known.base().isPresent());
        if (locked.isPresent()) {
            Function<OpenImage, List<Problem>> judging = image -> judged(spec, image, locked.get());
            return isWithinReach
                    ? Optional.of(read(spec, locked.get(), judging))
                    : reader.kept(base, pin(spec, locked.get()), judging);
        }
        return isWithinReach ? Optional.of(judgedAnew(spec, severities)) : Optional.empty();
    }

    private static List<Problem> judged(ImageSpec spec, OpenImage image, Plan plan) {
        return withLosses(spec, files(spec, image, plan), image.configuration());
    }

    private static List<Problem> withLosses(ImageSpec spec, BaseFiles files, ContainerConfiguration configuration) {
        BaseParts parts = new BaseParts(List.of(), List.of(), configuration);
        return files.with(BaseLosses.of(spec, files, parts)).problems();
    }

    private List<Problem> judgedAnew(ImageSpec spec, UnaryOperator<List<Problem>> severities) {
        Looked found = look(declared(spec), spec.combination().platform());
        LayeredNeeds needs = LayeredNeeds.of(spec, found.layers(spec), severities);
        FoundLayers bare = needs.base();
        List<Problem> problems =
                new ArrayList<>(needs.missingInterpreter(spec).stream().toList());
        Supplies.uninstallable(bare, spec.packages()).ifPresent(problems::add);
        BaseFiles files =
                files(spec, bare.with(needs.packages(spec)), found.pin().digest(), List.of());
        problems.addAll(withLosses(spec, files, found.has().configuration()));
        return List.copyOf(problems);
    }

    private static Optional<UnixPath> python(FoundLayers base) {
        return base.python().ofSuite()
                ? Optional.of(ImagePaths.debianPython(base.wanted().python().toString()))
                : base.python().own().map(PythonHome::command);
    }

    private static IncompleteSystem further(NavigableSet<String> needed, Looked found, Combination wanted) {
        return new IncompleteSystem(
                needed, PackagesThere.of(found.has(), found.files(), wanted.platform()), found.apt());
    }

    /** The base's, or where its suite's package puts it. */
    private static UnixPath java(FoundLayers base) {
        Combination wanted = base.wanted();
        return ChosenJava.of(base.has().java(), wanted.java())
                .orElseGet(() -> ImagePaths.debianJava(wanted.java(), wanted.platform()));
    }

    /** What becomes part of an image as it is. */
    public BaseParts parts(ImageSpec spec, Plan plan) {
        return read(spec, plan, image -> new BaseParts(image.layers(), image.history(), image.configuration()));
    }

    /** How apt is set up in a base. */
    public AptSetup apt(ImageSpec spec, Plan plan) {
        return read(spec, plan, image -> AptFiles.setup(image.view()));
    }

    /** What the image's own files are put over. */
    public BaseFiles files(ImageSpec spec, Plan plan) {
        return read(spec, plan, image -> files(spec, image, plan));
    }

    private static BaseFiles files(ImageSpec spec, OpenImage image, Plan plan) {
        ImageView view = image.view();
        Inventory has = Inventory.of(
                view, image.configuration(), SystemPackages.shipped().commands());
        List<Deb> debs = plan.contents().debs();
        FoundLayers any = FoundLayers.of(
                spec,
                has,
                view,
                () -> LayeredFindings.hasCrypt(view, has),
                debs.stream().map(Deb::name).collect(Collectors.toSet()));
        FoundLayers found = any.with(python(spec, plan, any));
        if (!debs.isEmpty()) {
            requireSuite(found, plan);
        }
        return files(spec, found, image.digest(), debs);
    }

    private static BaseFiles files(ImageSpec spec, FoundLayers found, Sha256 digest, List<Deb> debs) {
        Inventory has = found.has();
        List<InstalledPackage> older = PackagesThere.olderThan(debs, has);
        List<Problem> problems = Stream.concat(
                        LayeredFindings.of(found).stream(), PackagesThere.replaced(older, debs, found.name()).stream())
                .toList();
        return new BaseFiles(
                BaseTree.of(found.files(), found.name(), digest, found.comes(), older),
                has.flinks().stream().anyMatch(flink -> LayeredFindings.isSame(flink, found.wanted())),
                problems,
                BuilderWay.isOpen(spec, has));
    }

    /** As the lock file says; one that was put together by hand may name any. */
    private static ChosenPython python(ImageSpec spec, Plan plan, FoundLayers base) {
        Optional<UnixPath> locked = plan.base().flatMap(LockedBase::python);
        if (locked.isEmpty()) {
            return ChosenPython.of(spec, base).passedOver();
        }
        Optional<PythonHome> there = base.has().python().all().stream()
                .filter(home -> home.command().equals(locked.get()))
                .findFirst();
        if (plan.hasPackagedPython()) {
            // One that is there may be brought up to date, and stays the base's own.
            return there.map(ChosenPython::of)
                    .orElseGet(() ->
                            ChosenPython.suites(ChosenPython.of(spec, base).incomplete()));
        }
        PythonVersion release = plan.system().python();
        Optional<PythonHome> own = there.filter(home -> home.release().equals(Optional.of(release)));
        if (own.isEmpty()) {
            throw Problem.declaration(
                            "PYF-971",
                            "the lock file has Python %s of the base `%s` in `%s`, where it is not"
                                    .formatted(release, base.name(), locked.get()))
                    .why("an image runs on its base's Python, or on one that comes upon it")
                    .remedy("delete the lock file's entry, or the file, to resolve anew")
                    .toException();
        }
        return ChosenPython.of(own.get());
    }

    /** A lock file that was put together by hand may have any packages. */
    private static void requireSuite(FoundLayers base, Plan plan) {
        SuiteName locked = plan.system().suite();
        Optional<SuiteName> has = Supplies.suiteOf(base).map(Suite::name);
        if (!has.equals(Optional.of(locked))) {
            throw Problem.declaration(
                            "PYF-953",
                            "the lock file has packages of %s upon the base `%s`, which is %s"
                                    .formatted(
                                            locked,
                                            base.name(),
                                            base.has().system().described()))
                    .why("packages come upon a base of their own suite")
                    .remedy("delete the lock file's entry, or the file, to resolve anew")
                    .toException();
        }
    }

    /** The variables that an image has of its base. */
    public static SortedMap<String, String> variables(BaseParts parts) {
        return new TreeMap<>(BaseVariables.of(parts.configuration()));
    }

    private <T> T read(ImageSpec spec, Plan plan, Function<OpenImage, T> reading) {
        Pin pin = pin(spec, plan);
        DeclaredBase base = declared(spec);
        return ofPlatform(base.image(), pin.platform(), () -> reader.read(base, pin, reading));
    }

    private static Pin pin(ImageSpec spec, Plan plan) {
        LockedBase locked = plan.base().orElseThrow();
        return new Pin(locked.digest(), locked.size(), spec.combination().platform());
    }

    private static DeclaredBase declared(ImageSpec spec) {
        return spec.contents().base().orElseThrow();
    }

    private Looked look(DeclaredBase declared, Platform platform) {
        BaseImage base = declared.image();
        if (reader.isOutOfReach(declared)) {
            throw Problem.environment("PYF-926", "the base `%s` is not looked up".formatted(base))
                    .why("no lock file says which image it is, and this build is offline")
                    .remedy("build once without `--offline`: the lock file keeps its digest from then on")
                    .toException();
        }
        String key = declared + " " + platform;
        Looked known = looked.get(key);
        if (known == null) {
            log.step("Reading the base " + base);
            known = readNow(declared, platform);
            looked.put(key, known);
            log.detail(Visible.of("The base `%s` has %s".formatted(base, known.has())));
        }
        return known;
    }

    private Looked readNow(DeclaredBase base, Platform platform) {
        return ofPlatform(
                base.image(),
                platform,
                () -> reader.read(base, platform, image -> {
                    ImageView view = image.view();
                    Pin pin = new Pin(image.digest(), image.size(), platform);
                    Inventory has = Inventory.of(
                            view,
                            image.configuration(),
                            SystemPackages.shipped().commands());
                    return new Looked(
                            has,
                            view,
                            pin,
                            new Once<>(() -> AptFiles.setup(view)),
                            new Once<>(() -> LayeredFindings.hasCrypt(view, has)));
                }));
    }

    /** In a declaration's words where a base is for other platforms. */
    private static <T> T ofPlatform(BaseImage base, Platform platform, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (OtherPlatforms e) {
            throw Bases.otherPlatforms(base, platform, e).toException(e);
        }
    }

    /** Of another family's system what it calls itself, in the letters that names of suites have. */
    private static SuiteName suite(Inventory has) {
        return has.system().suite().orElseGet(() -> {
            String id = has.system().id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            return SuiteName.parse(id.matches("[a-z].*") ? id : "unknown");
        });
    }
}
