using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Valhalla.Governance;

/// <summary>
/// Says that the host chose its database in code, which counts as much as <c>DATABASE_URL</c>. Registered by the
/// extensions that take a connection.
/// </summary>
internal sealed class ExplicitDatabase
{
    public static void Mark(IServiceCollection services) => services.TryAddSingleton<ExplicitDatabase>();
}
