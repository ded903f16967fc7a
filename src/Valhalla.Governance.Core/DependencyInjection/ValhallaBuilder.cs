using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance;

/// <summary>Configures the library in a service collection.</summary>
public sealed class ValhallaBuilder
{
    internal ValhallaBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services being configured.</summary>
    public IServiceCollection Services { get; }
}
