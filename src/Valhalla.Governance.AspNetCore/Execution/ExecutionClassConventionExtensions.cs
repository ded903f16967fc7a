using Valhalla.Governance;
using Valhalla.Governance.AspNetCore.Execution;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Gives endpoints an execution class.</summary>
public static class ExecutionClassConventionExtensions
{
    /// <summary>
    /// Says what the endpoints may do to the world; the gate is checked each time before one runs, and again between
    /// binding and the handler, behind the endpoint filters that were added before this call. The innermost of several
    /// wins.
    /// </summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="executionClass">What they may do.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder WithExecutionClass<TBuilder>(this TBuilder builder, ExecutionClass executionClass)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint =>
        {
            endpoint.Metadata.Add(new ExecutionClassAttribute(executionClass));
            AsksBeforeHandler.AddTo(endpoint);
        });
        return builder;
    }
}
