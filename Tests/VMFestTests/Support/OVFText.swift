//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A small OVF descriptor, such as VirtualBox writes.
enum OVFText {
    static func descriptor(file: String = "disk.vmdk", more: String = "", attributes: String = "") -> [UInt8] {
        let text = """
            <?xml version="1.0"?>
            <Envelope ovf:version="1.0" xmlns="http://schemas.dmtf.org/ovf/envelope/1" \
            xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" xmlns:vbox="http://www.virtualbox.org/ovf/machine">
              <References><File ovf:id="file1" ovf:href="\(file)" \(attributes)/></References>
              <DiskSection><Disk ovf:capacity="16777216" ovf:diskId="vmdisk1" ovf:fileRef="file1"/>\(more)</DiskSection>
              <VirtualSystem ovf:id="vm">
                <AnnotationSection><Annotation>for &lt;tests&gt;</Annotation></AnnotationSection>
                <OperatingSystemSection ovf:id="96"><vbox:OSType ovf:required="false">Debian_64</vbox:OSType>
                </OperatingSystemSection>
                <VirtualHardwareSection>
                  <Item><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
                  <Item><rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:ResourceType>4</rasd:ResourceType>
                    <rasd:VirtualQuantity>512</rasd:VirtualQuantity></Item>
                </VirtualHardwareSection>
                <vbox:Machine><Hardware><Firmware type="EFI"/></Hardware></vbox:Machine>
              </VirtualSystem>
            </Envelope>
            """
        return Array(text.utf8)
    }
}
