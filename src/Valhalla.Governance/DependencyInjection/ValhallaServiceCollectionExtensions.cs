using Valhalla.Governance;
using Valhalla.Governance.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Valhalla.Governance to a host, complete.</summary>
public static class ValhallaServiceCollectionExtensions
{
    /// <summary>
    /// Adds every lever, the operations engines, the store that the configuration names, and what
    /// <c>MapValhalla()</c> needs.
    /// </summary>
    /// <remarks>
    /// Settings come from the section <c>Valhalla</c> and from the environment; see <see cref="DatabaseOptions"/> for
    /// the database. Without any setting the state is kept in the SQLite file <c>valhalla.db</c>, whose schema is
    /// created. A wrong setting stops the host at its start, with an id and the remedy. Repeatable; services and
    /// stores that the host registered before win.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Further settings in code, such as another store; they win over configuration.</param>
    /// <returns>The builder, for further settings.</returns>
    public static ValhallaBuilder AddValhalla(
        this IServiceCollection services, Action<ValhallaBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = services.AddValhallaCore().AddValhallaOperations();
        builder.AddConfiguredStore();
        builder.AddValhallaHttp();
        configure?.Invoke(builder);
        return builder;
    }
}
