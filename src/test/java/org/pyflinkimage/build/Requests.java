package org.pyflinkimage.build;

import org.pyflinkimage.build.validation.Severities;

/** Requests that differ from others. */
final class Requests {

    private Requests() {}

    /** The same with other severities. */
    static Request with(Request request, Severities severities) {
        return new Request(
                request.specs(),
                request.lockFile(),
                request.locked(),
                request.output(),
                request.templates(),
                request.sources(),
                request.created(),
                severities);
    }
}
