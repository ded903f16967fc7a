using Microsoft.Extensions.Options;

namespace Valhalla.Governance.EntityFramework.Sqlite;

[OptionsValidator]
internal sealed partial class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>;
