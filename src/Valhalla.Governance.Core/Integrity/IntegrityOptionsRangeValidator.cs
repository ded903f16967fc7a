using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Integrity;

/// <summary>Checks the ranges that <see cref="IntegrityOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class IntegrityOptionsRangeValidator : IValidateOptions<IntegrityOptions>;
