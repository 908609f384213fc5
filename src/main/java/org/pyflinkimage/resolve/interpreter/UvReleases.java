package org.pyflinkimage.resolve.interpreter;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.resolve.uv.InterpreterList;
import org.pyflinkimage.resolve.uv.UvProgram;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;

/** Where uv takes standalone CPythons from, by its own knowledge and by the mirror that it is set up for. */
public final class UvReleases implements Function<ImageSpec.Hints, URI> {

    private final UvSearch search;
    private final Environment environment;

    public UvReleases(UvSearch search, Environment environment) {
        this.search = search;
        this.environment = environment;
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-358} where uv does not say it */
    @Override
    public URI apply(ImageSpec.Hints hints) {
        UvProgram uv = search.find(hints.uv());
        InterpreterList list = InterpreterList.ask(uv, environment);
        Optional<URI> folder = list.releases();
        return folder.orElseThrow(
                () -> InterpreterProblems.noPlace(uv.executable().toString(), list.reason())
                        .toException());
    }
}
