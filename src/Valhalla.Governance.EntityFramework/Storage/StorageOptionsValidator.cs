using Microsoft.Extensions.Options;

namespace Valhalla.Governance.EntityFramework;

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
