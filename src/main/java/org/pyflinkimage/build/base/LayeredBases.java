package org.pyflinkimage.build.base;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.OpenImage;
import org.pyflinkimage.inspect.OtherPlatforms;
import org.pyflinkimage.inspect.Pin;
import org.pyflinkimage.inspect.inventory.CLibrary;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
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
    private record Looked(Inventory has, ImageView files, Pin pin) {}

    /**
     * What a base was chosen to bring.
     *
     * @param interpreter the Python that comes upon it
     */
    public record Chosen(SystemVersions system, StandaloneFile interpreter) {}

    public LayeredBases(BaseReading reader, BuildLog log) {
        this.reader = reader;
        this.log = log;
    }

    /**
     * Looks a spec's base up where its name leads now.
     *
     * @param severities how grave the declaration takes what is found; without a known glibc nothing is chosen, whatever it says
     * @throws PyFlinkException {@code PYF-911} to {@code PYF-915}, {@code PYF-921}, {@code PYF-924}, {@code PYF-925}, {@code PYF-934} and {@code PYF-939} where it cannot be
     *     built upon, {@code PYF-926} where it cannot be asked for, {@code PYF-935} where no Python is known for it
     */
    public Chosen choose(ImageSpec spec, UnaryOperator<List<Problem>> severities) {
        BaseImage base = spec.layeredBase().orElseThrow();
        Combination wanted = spec.combination();
        StandaloneFile interpreter = interpreter(spec);
        Looked found = look(declared(spec), wanted.platform());
        List<Problem> problems = problems(base, found.has(), found.files(), wanted);
        // Which wheels are taken is decided by it: nothing can be locked without.
        boolean known = glibc(found.has()).isPresent();
        PyFlinkException.throwIfAny((known ? severities.apply(problems) : problems)
                .stream()
                        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                        .toList());
        UnixPath java = ChosenJava.of(found.has().java(), wanted.java()).orElseThrow();
        LockedBase locked =
                new LockedBase(base, found.pin().digest(), found.pin().size(), java);
        SystemVersions system = new SystemVersions(
                suite(found.has()),
                glibc(found.has()).orElseThrow(),
                interpreter.build().version(),
                ReleaseDates.none(),
                Optional.of(locked));
        return new Chosen(system, interpreter);
    }

    /** What becomes part of an image as it is. */
    public BaseParts parts(ImageSpec spec, Plan plan) {
        return read(spec, plan, image -> new BaseParts(image.layers(), image.history(), image.configuration()));
    }

    /** What the image's own files are put over. */
    public BaseFiles files(ImageSpec spec, Plan plan) {
        BaseImage base = spec.layeredBase().orElseThrow();
        return read(spec, plan, image -> {
            ImageView view = image.view();
            Inventory has = Inventory.of(view, image.configuration());
            FoundLayers found = new FoundLayers(base, has, view, spec.combination());
            boolean hasFlink = has.flinks().stream().anyMatch(flink -> LayeredFindings.isSame(flink, found));
            return new BaseFiles(BaseTree.of(view, base), hasFlink, LayeredFindings.of(found));
        });
    }

    /** The variables that an image has of its base. */
    public static SortedMap<String, String> variables(BaseParts parts) {
        return new TreeMap<>(BaseVariables.of(parts.configuration()));
    }

    private <T> T read(ImageSpec spec, Plan plan, Function<OpenImage, T> reading) {
        LockedBase locked = plan.base().orElseThrow();
        Pin pin = new Pin(locked.digest(), locked.size(), spec.combination().platform());
        DeclaredBase base = declared(spec);
        return ofPlatform(base.image(), pin.platform(), () -> reader.read(base, pin, reading));
    }

    private static DeclaredBase declared(ImageSpec spec) {
        return spec.contents().base().orElseThrow();
    }

    private static List<Problem> problems(BaseImage base, Inventory has, ImageView files, Combination wanted) {
        return LayeredFindings.of(new FoundLayers(base, has, files, wanted));
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
                    return new Looked(Inventory.of(view, image.configuration()), view, pin);
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

    private static StandaloneFile interpreter(ImageSpec spec) {
        Combination wanted = spec.combination();
        return spec.python()
                .standalone(wanted, StandaloneBuilds.shipped().newest(wanted.python(), wanted.platform()))
                .orElseThrow(() -> Problem.declaration(
                                "PYF-935",
                                "no standalone CPython of %s is known for %s"
                                        .formatted(wanted.python(), wanted.platform()))
                        .why("upon a base comes one of those, as nothing is installed in it")
                        .remedy("name one: " + Element.PYTHON_BUILD.with(wanted.python() + ".16+20241219"))
                        .remedy("or another Python: " + Element.PYTHON.named())
                        .toException());
    }

    private static Optional<GlibcVersion> glibc(Inventory has) {
        return has.libc().filter(CLibrary.Glibc.class::isInstance).flatMap(libc -> ((CLibrary.Glibc) libc).version());
    }

    /** Of another family's system what it calls itself, in the letters that names of suites have. */
    private static SuiteName suite(Inventory has) {
        return has.system().suite().orElseGet(() -> {
            String id = has.system().id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            return SuiteName.parse(id.matches("[a-z].*") ? id : "unknown");
        });
    }
}
