package org.pyflinkimage.resolve.interpreter;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.resolve.uv.InterpreterList;
import org.pyflinkimage.resolve.uv.UvProgram;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;

/**
 * Where uv takes standalone CPythons from, by its own knowledge and by the mirror that it is set up for. Each uv is asked once.
 *
 * <p>Not safe for use by several threads.
 */
public final class UvReleases implements Function<ImageSpec.Hints, URI> {

    private final UvSearch search;
    private final Environment environment;
    private final Map<Optional<Path>, URI> known = new HashMap<>();

    public UvReleases(UvSearch search, Environment environment) {
        this.search = search;
        this.environment = environment;
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-358} where uv does not say it */
    @Override
    public URI apply(ImageSpec.Hints hints) {
        return known.computeIfAbsent(hints.uv(), program -> ask(hints));
    }

    private URI ask(ImageSpec.Hints hints) {
        UvProgram uv = search.find(hints.uv());
        InterpreterList list = InterpreterList.ask(uv, environment);
        Optional<URI> folder = list.releases();
        return folder.orElseThrow(
                () -> InterpreterProblems.noPlace(uv.executable().toString(), list.reason())
                        .toException());
    }
}
