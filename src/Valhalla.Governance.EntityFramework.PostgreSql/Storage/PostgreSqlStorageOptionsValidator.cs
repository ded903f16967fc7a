using Microsoft.Extensions.Options;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

[OptionsValidator]
internal sealed partial class PostgreSqlStorageOptionsValidator : IValidateOptions<PostgreSqlStorageOptions>;
