package org.pyflinkimage.spec;

/** Images whose containers run something of their own. */
public final class Invocations {

    private Invocations() {}

    /** The same image with containers that run this. */
    public static ImageSpec running(ImageSpec spec, Invocation invocation) {
        return spec.with(spec.settings().withContainer(with(spec.container(), invocation)));
    }

    /** The same containers, that run this. */
    public static ContainerSpec with(ContainerSpec spec, Invocation invocation) {
        return new ContainerSpec(spec.environment(), spec.user(), spec.ports(), spec.folders(), invocation);
    }
}
