package org.pyflinkimage.build.base;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.inspect.OpenImage;
import org.pyflinkimage.inspect.OtherPlatforms;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Visible;

/**
 * The bases that images are to be built upon, each read once. One that cannot be read is no problem: the builder may have it,
 * or a login for it, and hears the rest from it.
 */
public final class Bases {

    private final Supplier<ImageReader> reader;
    private final boolean offline;
    private final BuildLog log;
    private final Map<String, Look> looks = new HashMap<>();

    /** What a look at a base brought: which image it is and what is in it, or what is wrong with it, or neither. */
    private record Look(Optional<Sha256> digest, Optional<Inventory> inventory, Optional<Problem> problem) {

        static final Look NONE = new Look(Optional.empty(), Optional.empty(), Optional.empty());

        static Look at(OpenImage image) {
            return new Look(
                    Optional.of(image.digest()),
                    Optional.of(Inventory.of(image, SystemPackages.shipped().commands())),
                    Optional.empty());
        }
    }

    /** @param reader asked for when there is a base to read */
    public Bases(Supplier<ImageReader> reader, boolean offline, BuildLog log) {
        this.reader = reader;
        this.offline = offline;
        this.log = log;
    }

    /**
     * What is wrong with a base, or worth knowing of it; nothing where it cannot be read.
     *
     * @param plan what is to be built upon it
     */
    public List<Problem> problems(ImageReference base, Plan plan) {
        return seen(base, DockerfileNeeds.of(plan)).orElseGet(List::of);
    }

    /** The same; empty where it cannot be read. */
    public Optional<List<Problem>> seen(ImageReference base, DockerfileNeeds needs) {
        Look look = lookedAt(base, needs.combination().platform());
        return look.problem()
                .map(List::of)
                .or(() -> look.inventory()
                        .map(inventory -> BaseJudgement.problems(new FoundBase(base, inventory, needs))));
    }

    /** The sum of its manifest for a platform; empty where it cannot be read. */
    public Optional<Sha256> digest(ImageReference base, Platform platform) {
        return lookedAt(base, platform).digest();
    }

    private Look lookedAt(ImageReference base, Platform platform) {
        return looks.computeIfAbsent(base + " " + platform, key -> look(base, platform));
    }

    private Look look(ImageReference base, Platform platform) {
        if (offline) {
            log.detail("The base `%s` is not looked into: this build is offline".formatted(base));
            return Look.NONE;
        }
        try {
            Look look = reader.get().read(base, platform, Look::at);
            look.inventory()
                    .ifPresent(inventory -> log.detail(Visible.of("The base `%s` has %s".formatted(base, inventory))));
            return look;
        } catch (OtherPlatforms e) {
            return e.areKnown()
                    ? new Look(Optional.empty(), Optional.empty(), Optional.of(otherPlatforms(base, platform, e)))
                    : notLookedInto(base, e);
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            return notLookedInto(base, e);
        }
    }

    private Look notLookedInto(ImageReference base, PyFlinkException failure) {
        Problem problem = failure.problems().get(0);
        log.detail("The base `%s` is not looked into: %s (%s)".formatted(base, problem.what(), problem.code()));
        return Look.NONE;
    }

    static Problem otherPlatforms(BaseImage base, Platform platform, OtherPlatforms found) {
        return Problem.declaration("PYF-921", "the base `%s` is no image for %s".formatted(base, platform))
                .why(found.problem().why())
                .remedy(Element.BASE.named() + " with an image that is for %s too".formatted(platform))
                .remedy("other platforms: " + Element.PLATFORMS.named());
    }
}
