using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance;
using Valhalla.Governance.GoNoGo;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a host's own criteria and evidence to the go/no-go board.</summary>
public static class ValhallaGoNoGoBuilderExtensions
{
    /// <summary>Adds a criterion after the built-in ones.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="criterion">The criterion; its id must be new.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ValhallaConfigurationException">The criterion makes no sense (VG1405).</exception>
    public static ValhallaBuilder AddGoNoGoCriterion(this ValhallaBuilder builder, Criterion criterion)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(criterion);
        CriterionChecks.Require(criterion);
        builder.Services.AddSingleton(criterion);
        return builder;
    }

    /// <summary>Adds a source of evidence, as a singleton; once, however often it is called.</summary>
    /// <typeparam name="T">The provider; its constructor is given services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ValhallaBuilder AddEvidenceProvider<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this ValhallaBuilder builder)
        where T : class, IEvidenceProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IEvidenceProvider, T>());
        return builder;
    }
}
