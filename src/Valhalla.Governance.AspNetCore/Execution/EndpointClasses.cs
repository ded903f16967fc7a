using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Tells the execution class of an endpoint: what its metadata says, else what is declared around the method that
/// handles it. Looked up once for each endpoint.
/// </summary>
internal sealed class EndpointClasses
{
    // Weak keys: endpoints come and go with their data sources.
    private readonly ConditionalWeakTable<Endpoint, Declared> _declared = [];

    /// <summary>What the endpoint may do; null where nobody says.</summary>
    public ExecutionClass? Of(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ExecutionClassAttribute>() is { } attribute)
        {
            return attribute.ExecutionClass;
        }

        return endpoint.Metadata.GetMetadata<MethodInfo>() is null && endpoint.RequestDelegate is null
            ? null
            : _declared.GetValue(endpoint, static e => new Declared(
                e.Metadata.GetMetadata<MethodInfo>() is null
                    ? OfDelegate(e.RequestDelegate!)
                    : OfHandler(e.Metadata))).Class;
    }

    /// <summary>The same for metadata that is still being collected.</summary>
    public static ExecutionClass? Of(IReadOnlyList<object> metadata) =>
        metadata.OfType<ExecutionClassAttribute>().LastOrDefault()?.ExecutionClass ?? OfHandler(metadata);

    private static ExecutionClass? OfHandler(IReadOnlyList<object> metadata) =>
        metadata.OfType<MethodInfo>().LastOrDefault() is { DeclaringType: { } type } method
            ? DeclaredClass.Of(method, method.ReflectedType ?? type)
            : null;

    /// <summary>A handler that takes the context itself leaves no method in the metadata.</summary>
    private static ExecutionClass? OfDelegate(RequestDelegate run) =>
        run.Target is ExecutionClassGuard guard ? guard.ExecutionClass
        : (run.Target?.GetType() ?? run.Method.DeclaringType) is { } type ? DeclaredClass.Of(run.Method, type)
        : null;

    private sealed record Declared(ExecutionClass? Class);
}
