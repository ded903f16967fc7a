using Valhalla.Governance;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Gives endpoints an execution class.</summary>
public static class ExecutionClassConventionExtensions
{
    /// <summary>
    /// Says what the endpoints may do to the world; the gate is checked each time before one runs. The innermost of
    /// several wins.
    /// </summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="executionClass">What they may do.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder WithExecutionClass<TBuilder>(this TBuilder builder, ExecutionClass executionClass)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new ExecutionClassAttribute(executionClass));
    }
}
