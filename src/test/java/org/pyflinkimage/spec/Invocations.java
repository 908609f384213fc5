package org.pyflinkimage.spec;

/** Images whose containers run something of their own. */
public final class Invocations {

    private Invocations() {}

    /** The same image with containers that run this. */
    public static ImageSpec running(ImageSpec spec, Invocation invocation) {
        return spec.with(spec.settings().withContainer(spec.container().with(invocation)));
    }
}
