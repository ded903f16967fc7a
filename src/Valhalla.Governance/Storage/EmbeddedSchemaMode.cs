using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance.EntityFramework;

namespace Valhalla.Governance.Storage;

/// <summary>
/// Creates the schema of the embedded file in every environment: nobody was asked to prepare a file that nobody named.
/// A database that the host names keeps the defaults of <see cref="StorageOptions.SchemaMode"/>.
/// </summary>
internal sealed class EmbeddedSchemaMode(IServiceProvider services) : IPostConfigureOptions<StorageOptions>
{
    public void PostConfigure(string? name, StorageOptions options)
    {
        if (options.SchemaMode is null
            && services.GetService<ExplicitDatabase>() is null
            && services.GetRequiredService<DatabaseAddress>().IsDefault)
        {
            options.SchemaMode = SchemaMode.Auto;
        }
    }
}
