package org.pyflinkimage.build;

import java.net.URI;
import java.util.List;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Source;

/** Where this build would take a source's files from by itself, were they chosen today: uv and official images say it. */
@FunctionalInterface
interface PlacesToday {

    /**
     * The addresses; none where that is for nobody but the declaration and the machine's configuration to say.
     *
     * @throws org.pyflinkimage.value.PyFlinkException where it cannot be asked
     */
    List<URI> of(Source source, LockFile lock);
}
